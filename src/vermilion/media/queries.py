"""All SQL of media."""

from __future__ import annotations

from vermilion.media.models import COLUMNS

# ruff: noqa: S608 - COLUMNS is our own list of names

INSERT = """
INSERT INTO media (id, owner_id, purpose, kind, state, original_key, bytes, created_at)
VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?)
"""
ADOPT = """
INSERT INTO media (
    id, owner_id, purpose, kind, state, bytes, progress, width, height, thumbhash, duration_ms, sizes, created_at
) VALUES (?, ?, ?, ?, 'ready', ?, 100, ?, ?, ?, ?, ?, ?)
"""
BY_IDS = f"SELECT {COLUMNS} FROM media WHERE id IN ids(?)"
OWNED = f"SELECT {COLUMNS} FROM media WHERE id IN ids(?) AND owner_id = ?"
LOAD = "SELECT count(*), coalesce(sum(bytes), 0) FROM media WHERE owner_id = ? AND id >= ?"
UNFINISHED = "SELECT count(*) FROM media WHERE owner_id = ? AND id >= ? AND state IN ('waiting', 'processing')"

BEGIN = """
UPDATE media SET state = 'processing', progress = 0 WHERE id = ? AND state IN ('waiting', 'processing')
RETURNING original_key
"""
PROGRESS = "UPDATE media SET progress = ? WHERE id = ? AND state = 'processing'"
READY = """
UPDATE media SET state = 'ready', progress = 100, error = NULL, original_key = NULL, width = ?, height = ?,
thumbhash = ?, duration_ms = ?, sizes = ? WHERE id = ? AND state = 'processing' RETURNING owner_id, kind
"""
FAILED = """
UPDATE media SET state = 'failed', error = ?, original_key = NULL
WHERE id = ? AND state IN ('waiting', 'processing') RETURNING owner_id
"""
STATE = "SELECT state FROM media WHERE id = ?"

USE = "UPDATE media SET used_at = ? WHERE id IN ids(?)"
RETIRE = "UPDATE media SET used_at = NULL WHERE id = ? AND owner_id = ? AND purpose = 'avatar'"
HOLD = "UPDATE media SET held_at = ? WHERE id IN ids(?) AND owner_id = ?"
LET_GO = "UPDATE media SET held_at = NULL WHERE id IN ids(?) AND owner_id = ?"

UNUSED = """
SELECT id FROM media WHERE used_at IS NULL AND created_at < ? AND held_at IS NULL ORDER BY created_at LIMIT ?
"""
STUCK = """
SELECT id, owner_id, original_key FROM media
WHERE used_at IS NULL AND created_at < ? AND state IN ('waiting', 'processing') ORDER BY created_at LIMIT ?
"""
KNOWN_ORIGINALS = "SELECT original_key FROM media WHERE id IN ids(?) AND original_key IS NOT NULL"
OF_OWNER = "SELECT id FROM media WHERE owner_id = ? ORDER BY id LIMIT ?"
DELETE = "DELETE FROM media WHERE id IN ids(?) RETURNING id, original_key, sizes"
# What was put to use since it was found stays.
DELETE_UNUSED = """
DELETE FROM media WHERE id IN ids(?) AND used_at IS NULL AND held_at IS NULL RETURNING id, original_key, sizes
"""
