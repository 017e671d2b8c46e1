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

FOLLOW = "INSERT INTO topic_follows (account_id, topic_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
UNFOLLOW = "DELETE FROM topic_follows WHERE account_id = ? AND topic_id = ?"
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
