"""All SQL of collections."""

from __future__ import annotations

from vermilion.collections.models import Collection

# ruff: noqa: S608 - COLUMNS is our own list of names

COLUMNS = ", ".join(Collection.__struct_fields__)

BY_IDS = f"SELECT {COLUMNS} FROM collections WHERE id IN ids(?)"
OF_OWNER = f"SELECT {COLUMNS} FROM collections WHERE owner_id = ? ORDER BY is_default DESC, id DESC"
DEFAULT = f"SELECT {COLUMNS} FROM collections WHERE owner_id = ? AND is_default = 1"
COUNT_OF_OWNER = "SELECT count(*) FROM collections WHERE owner_id = ?"
# The conflict is the index that allows one default for each owner.
CREATE = f"INSERT INTO collections ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
EDIT = "UPDATE collections SET name = ?, visibility = ? WHERE id = ?"
DELETE = "DELETE FROM collections WHERE id = ?"
MOVE_ITEMS = """
INSERT INTO collection_items (collection_id, note_id, owner_id, created_at)
SELECT CAST(? AS BIGINT), i.note_id, i.owner_id, i.created_at FROM collection_items i
WHERE i.collection_id = ? AND NOT EXISTS (
    SELECT 1 FROM collection_items o
    WHERE o.owner_id = i.owner_id AND o.note_id = i.note_id AND o.collection_id <> i.collection_id
)
"""
DELETE_ITEMS = "DELETE FROM collection_items WHERE collection_id = ?"
DELETE_FOLLOWS = "DELETE FROM collection_follows WHERE collection_id = ?"

SAVE = """
INSERT INTO collection_items (collection_id, note_id, owner_id, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
REMOVE = "DELETE FROM collection_items WHERE note_id = ? AND collection_id IN ids(?)"
IS_COLLECTED = "SELECT 1 FROM collection_items WHERE owner_id = ? AND note_id = ? LIMIT 1"
HOLDING = "SELECT collection_id FROM collection_items WHERE owner_id = ? AND note_id = ?"
COLLECTED_NOTES = "SELECT DISTINCT note_id FROM collection_items WHERE owner_id = ? LIMIT ?"
COLLECTED_AMONG = "SELECT DISTINCT note_id FROM collection_items WHERE owner_id = ? AND note_id IN ids(?)"
ITEMS = """
SELECT created_at, note_id FROM collection_items WHERE collection_id = ? AND (created_at, note_id) < (?, ?)
ORDER BY created_at DESC, note_id DESC LIMIT ?
"""
# For each collection the time of its n-th latest item bounds a range of the index.
LATEST = """
WITH chosen AS MATERIALIZED (
    SELECT c.id, COALESCE((
        SELECT i.created_at FROM collection_items i WHERE i.collection_id = c.id
        ORDER BY i.created_at DESC, i.note_id DESC LIMIT 1 OFFSET ?
    ), 0) AS since
    FROM collections c WHERE c.id IN ids(?)
)
SELECT i.collection_id, i.note_id FROM chosen JOIN collection_items i
ON i.collection_id = chosen.id AND i.created_at >= chosen.since
ORDER BY i.collection_id, i.created_at DESC, i.note_id DESC
"""

FOLLOW = """
INSERT INTO collection_follows (account_id, collection_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
"""
UNFOLLOW = "DELETE FROM collection_follows WHERE account_id = ? AND collection_id = ?"
FOLLOWED_AMONG = "SELECT collection_id FROM collection_follows WHERE account_id = ? AND collection_id IN ids(?)"
FOLLOWED = """
SELECT collection_id FROM collection_follows WHERE account_id = ? AND collection_id < ?
ORDER BY collection_id DESC LIMIT ?
"""
