"""All SQL of topics."""

from __future__ import annotations

# ruff: noqa: S608 - COLUMNS is our own list of names

COLUMNS = "id, name, created_by, created_at"

BY_IDS = f"SELECT {COLUMNS} FROM topics WHERE id IN ids(?)"
IDS_AFTER = "SELECT id FROM topics WHERE id > ? ORDER BY id LIMIT ?"
BY_KEYS = f"SELECT name_key, {COLUMNS} FROM topics WHERE name_key IN texts(?)"
MAKE = """
INSERT INTO topics (id, name, name_key, created_by, created_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (name_key) DO NOTHING
"""

OF_NOTES = "SELECT note_id, topic_id FROM topic_notes WHERE note_id IN ids(?) ORDER BY note_id, topic_id"
ENTER = "INSERT INTO topic_notes (topic_id, note_id) VALUES (?, ?)"
LEAVE = "DELETE FROM topic_notes WHERE topic_id = ? AND note_id = ?"
NOTES = "SELECT note_id FROM topic_notes WHERE topic_id = ? AND note_id < ? ORDER BY note_id DESC LIMIT ?"

# A page of a linked group. In each topic the note at the page's end bounds a range of the index, so that a topic of a
# hundred thousand notes costs no more than one of twenty.
GROUP_NOTES = """
WITH bounds AS MATERIALIZED (
    SELECT t.id, COALESCE((
        SELECT n.note_id FROM topic_notes n WHERE n.topic_id = t.id AND n.note_id < ?
        ORDER BY n.note_id DESC LIMIT 1 OFFSET ?
    ), 0) AS last_id
    FROM topics t WHERE t.id IN ids(?)
)
SELECT DISTINCT n.note_id FROM bounds JOIN topic_notes n
ON n.topic_id = bounds.id AND n.note_id < ? AND n.note_id >= bounds.last_id
ORDER BY n.note_id DESC LIMIT ?
"""
# What notes that stand in several topics of a group are counted too often, walking the smaller ones.
COUNTED_AGAIN = """
WITH small AS MATERIALIZED (
    SELECT note_id, count(*) AS times FROM topic_notes WHERE topic_id IN ids(?) GROUP BY note_id
), again AS MATERIALIZED (
    SELECT small.note_id, small.times - 1 + (
        SELECT count(*) FROM topic_notes big WHERE big.topic_id = ? AND big.note_id = small.note_id
    ) AS times FROM small
)
SELECT COALESCE(SUM(times), 0), COALESCE(SUM(times * c.likes), 0), COALESCE(SUM(times * c.collects), 0),
COALESCE(SUM(times * c.comments), 0), COALESCE(SUM(times * c.shares), 0), COALESCE(SUM(times * c.views), 0)
FROM again LEFT JOIN note_counts c ON c.id = again.note_id WHERE times > 0
"""
OVERLAPS = """
SELECT group_id, notes, likes, collects, comments, shares, views FROM topic_overlaps WHERE group_id IN ids(?)
"""
PUT_OVERLAP = """
INSERT INTO topic_overlaps (group_id, notes, likes, collects, comments, shares, views) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (group_id) DO UPDATE SET notes = excluded.notes, likes = excluded.likes, collects = excluded.collects,
comments = excluded.comments, shares = excluded.shares, views = excluded.views
"""
DROP_OVERLAPS = "DELETE FROM topic_overlaps WHERE group_id IN ids(?)"

# A group bears the smallest id of its topics.
GROUP_IDS = "SELECT DISTINCT group_id FROM topic_equivalents WHERE group_id > ? ORDER BY group_id LIMIT ?"
LATEST_GROUPS = "SELECT DISTINCT group_id FROM topic_equivalents WHERE group_id < ? ORDER BY group_id DESC LIMIT ?"
GROUPS = "SELECT topic_id, group_id FROM topic_equivalents WHERE topic_id IN ids(?)"
MEMBER_IDS = """
SELECT mine.topic_id, other.topic_id FROM topic_equivalents mine
JOIN topic_equivalents other ON other.group_id = mine.group_id
WHERE mine.topic_id IN ids(?) ORDER BY mine.topic_id, other.topic_id
"""
MEMBERS = """
SELECT mine.topic_id, other.language, t.id, t.name, t.created_by, t.created_at
FROM topic_equivalents mine JOIN topic_equivalents other ON other.group_id = mine.group_id
JOIN topics t ON t.id = other.topic_id
WHERE mine.topic_id IN ids(?) ORDER BY mine.topic_id, other.created_at, other.topic_id
"""
JOIN_GROUP = """
INSERT INTO topic_equivalents (topic_id, group_id, language, linked_by, created_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (topic_id) DO NOTHING
"""
MOVE_GROUP = "UPDATE topic_equivalents SET group_id = ? WHERE group_id = ?"
LEAVE_GROUP = "DELETE FROM topic_equivalents WHERE topic_id IN ids(?)"
SET_LANGUAGE = "UPDATE topic_equivalents SET language = ? WHERE topic_id = ?"

SUGGEST = """
INSERT INTO topic_link_suggestions (one_id, other_id, suggested_by, state, created_at) VALUES (?, ?, ?, 'open', ?)
ON CONFLICT (one_id, other_id) DO NOTHING
"""
OPEN_BY = "SELECT count(*) FROM topic_link_suggestions WHERE state = 'open' AND suggested_by = ?"
SUGGESTIONS = """
SELECT created_at, one_id, other_id, suggested_by FROM topic_link_suggestions
WHERE state = 'open' AND (created_at, one_id, other_id) < (?, ?, ?)
ORDER BY created_at DESC, one_id DESC, other_id DESC LIMIT ?
"""
LINKED = """
INSERT INTO topic_link_suggestions (one_id, other_id, suggested_by, state, decided_by, created_at, decided_at)
VALUES (?, ?, ?, 'linked', ?, ?, ?)
ON CONFLICT (one_id, other_id) DO UPDATE
SET state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at
"""
DECLINE = """
UPDATE topic_link_suggestions SET state = 'declined', decided_by = ?, decided_at = ?
WHERE one_id = ? AND other_id = ? AND state = 'open'
"""
SETTLE_WITHIN = """
UPDATE topic_link_suggestions SET state = 'linked', decided_by = ?, decided_at = ?
WHERE one_id IN ids(?) AND other_id IN ids(?) AND state = 'open'
"""
UNDO_BETWEEN = """
UPDATE topic_link_suggestions SET state = 'undone', decided_by = ?, decided_at = ?
WHERE one_id IN ids(?) AND other_id IN ids(?) AND state = 'linked'
"""

FOLLOW = "INSERT INTO topic_follows (account_id, topic_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
UNFOLLOW = "DELETE FROM topic_follows WHERE account_id = ? AND topic_id IN ids(?) RETURNING topic_id, again"
FOLLOWERS_AFTER = "SELECT account_id FROM topic_follows WHERE topic_id = ? AND account_id > ? ORDER BY 1 LIMIT ?"
# Of the follows of a group's topics by one account, that of the smallest id is the first.
MARK_AGAIN = """
UPDATE topic_follows SET again = 1 - again WHERE topic_id = ? AND account_id IN ids(?) AND again <> (
    CASE WHEN EXISTS (
        SELECT 1 FROM topic_equivalents mine
        JOIN topic_equivalents other ON other.group_id = mine.group_id AND other.topic_id < mine.topic_id
        JOIN topic_follows former ON former.topic_id = other.topic_id AND former.account_id = topic_follows.account_id
        WHERE mine.topic_id = topic_follows.topic_id
    ) THEN 1 ELSE 0 END
) RETURNING again
"""
FOLLOWED_AMONG = "SELECT topic_id FROM topic_follows WHERE account_id = ? AND topic_id IN ids(?)"
FOLLOWED = "SELECT topic_id FROM topic_follows WHERE account_id = ? AND topic_id < ? ORDER BY topic_id DESC LIMIT ?"

BY_PREFIX = f"""
SELECT name_key, {COLUMNS} FROM topics WHERE name_key >= ? AND name_key < ? ORDER BY name_key LIMIT ?
"""
LIVELY_BY_PREFIX = f"""
SELECT name_key, {COLUMNS} FROM topics JOIN (
    SELECT topic_id, score FROM topic_ranking WHERE name_key >= ? AND name_key < ? ORDER BY score DESC LIMIT ?
) ranked ON ranked.topic_id = id
ORDER BY score DESC
"""
LIVELIEST = f"""
SELECT score, {COLUMNS} FROM topic_ranking JOIN topics ON id = topic_id ORDER BY score DESC, topic_id DESC LIMIT ?
"""
LATEST_ENTRIES = """
SELECT e.topic_id, e.note_id, COALESCE(c.likes + c.collects + c.comments + c.shares, 0)
FROM (SELECT topic_id, note_id FROM topic_notes ORDER BY note_id DESC LIMIT ?) e
LEFT JOIN note_counts c ON c.id = e.note_id
"""
CLEAR_RANKING = "DELETE FROM topic_ranking"
RANK = """
INSERT INTO topic_ranking (score, topic_id, name_key)
SELECT CAST(? AS BIGINT), id, name_key FROM topics WHERE id = ?
"""
