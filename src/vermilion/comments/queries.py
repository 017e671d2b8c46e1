"""All SQL of comments."""

from __future__ import annotations

from vermilion.comments.models import Comment
from vermilion.infra.ids import LARGEST

# ruff: noqa: S608 - COLUMNS is our own list of names

COLUMNS = ", ".join(f"c.{name}" for name in Comment.__struct_fields__)

INSERT = (
    f"INSERT INTO comments ({', '.join(Comment.__struct_fields__)}) "
    f"VALUES ({', '.join('?' for _ in Comment.__struct_fields__)})"
)
EDIT = """
UPDATE comments SET text = ?, language = ?, media_id = ?, wants_correction = ?, edited_at = ?, version = version + 1
WHERE id = ? AND state = 'published'
"""
MOVE = "UPDATE comments SET state = ?, pinned = 0, version = version + 1 WHERE id = ? AND state = ?"
ERASE = "UPDATE comments SET text = '', media_id = NULL WHERE id = ?"
WARM = "UPDATE comments SET heat = heat + ? WHERE id = ?"
PIN = "UPDATE comments SET pinned = ?, version = version + 1 WHERE id = ? AND state = 'published'"
COUNT_PINNED = "SELECT count(*) FROM comments WHERE note_id = ? AND parent_id = 0 AND pinned = 1"
COUNT_SINCE = "SELECT count(*) FROM comments WHERE author_id = ? AND id >= ?"
INSERT_MENTION = "INSERT INTO comment_mentions (comment_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
MENTIONS = "SELECT account_id FROM comment_mentions WHERE comment_id = ? ORDER BY account_id"
DELETE_MENTIONS = "DELETE FROM comment_mentions WHERE comment_id = ?"

BY_IDS = f"SELECT {COLUMNS} FROM comments c WHERE c.id IN ids(?)"
ALL_BY_AUTHOR = f"""
SELECT {COLUMNS} FROM comments c WHERE c.author_id = ? AND c.state <> 'deleted' ORDER BY c.id LIMIT ?
"""
AUTHOR = "SELECT author_id FROM comments WHERE id = ?"

ON_SHOW = """(c.state = 'published' OR EXISTS (
    SELECT 1 FROM comments r WHERE r.note_id = c.note_id AND r.parent_id = c.id AND r.state = 'published'
))"""
PINNED = f"""
SELECT {COLUMNS} FROM comments c WHERE c.note_id = ? AND c.parent_id = 0 AND c.pinned = 1 ORDER BY c.id DESC
"""
# SQLite's row values make no use of a rowid in an index: without `created_at` a page deep among thousands of equal
# heat would walk over all of them.
HOT = f"""
SELECT c.heat, c.created_at, c.id, {COLUMNS} FROM comments c
WHERE c.note_id = ? AND c.parent_id = 0 AND c.pinned = 0 AND (c.heat, c.created_at, c.id) < (?, ?, ?) AND {ON_SHOW}
ORDER BY c.heat DESC, c.created_at DESC, c.id DESC LIMIT ?
"""
NEW = f"""
SELECT c.id, {COLUMNS} FROM comments c
WHERE c.note_id = ? AND c.parent_id = 0 AND c.pinned = 0 AND c.id < ? AND {ON_SHOW} ORDER BY c.id DESC LIMIT ?
"""
REPLIES = f"""
SELECT {COLUMNS} FROM comments c
WHERE c.note_id = ? AND c.parent_id = ? AND c.pinned = 0 AND c.id > ? AND c.state = 'published'
ORDER BY c.id LIMIT ?
"""
# For each parent the id of its n-th reply bounds a range of the index: a thread of thousands costs no more.
FIRST_REPLIES = f"""
WITH parents AS MATERIALIZED (
    SELECT p.id, p.note_id, COALESCE((
        SELECT r.id FROM comments r
        WHERE r.note_id = p.note_id AND r.parent_id = p.id AND r.pinned = 0 AND r.state = 'published'
        ORDER BY r.id LIMIT 1 OFFSET ?
    ), {LARGEST}) AS last_id
    FROM comments p WHERE p.id IN ids(?)
)
SELECT {COLUMNS} FROM parents JOIN comments c
ON c.note_id = parents.note_id AND c.parent_id = parents.id AND c.pinned = 0 AND c.id <= parents.last_id
WHERE c.state = 'published' ORDER BY c.parent_id, c.id
"""
