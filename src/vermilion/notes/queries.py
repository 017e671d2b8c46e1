"""All SQL of notes."""

from __future__ import annotations

from vermilion.notes.models import Note

# ruff: noqa: S608 - COLUMNS is our own list of names

COLUMNS = ", ".join(name for name in Note.__struct_fields__ if name != "media")

BY_IDS = f"SELECT {COLUMNS} FROM notes WHERE id IN ids(?)"
IDS_AFTER = "SELECT id FROM notes WHERE id > ? ORDER BY id LIMIT ?"
MEDIA = "SELECT note_id, media_id, alt FROM note_media WHERE note_id IN ids(?) ORDER BY note_id, position"
STANDING = "SELECT id, author_id, visibility, state FROM notes WHERE id IN ids(?)"
VERSIONS = "SELECT id, version FROM notes WHERE id IN ids(?)"
BY_AUTHOR = "SELECT id FROM notes WHERE author_id = ? AND id < ? AND state = 'published' ORDER BY id DESC LIMIT ?"
ALL_BY_AUTHOR = "SELECT id FROM notes WHERE author_id = ? AND state <> 'deleted' ORDER BY id LIMIT ?"
COUNT_SINCE = "SELECT count(*) FROM notes WHERE author_id = ? AND id >= ?"

INSERT = f"INSERT INTO notes ({COLUMNS}) VALUES ({', '.join('?' for _ in COLUMNS.split(','))})"
UPDATE = """
UPDATE notes SET title = ?, text = ?, language = ?, language_source = ?, category = ?, kind = ?, visibility = ?,
cover_id = ?, wants_correction = ?, edited_at = ?, version = version + 1 WHERE id = ? AND state <> 'deleted'
"""
# The state before is asked for, so that of two at once only one finds it.
MOVE = "UPDATE notes SET state = ?, version = version + 1 WHERE id = ? AND state = ?"
ERASE = "UPDATE notes SET title = '', text = '', cover_id = NULL WHERE id = ?"
INSERT_MEDIA = "INSERT INTO note_media (note_id, position, media_id, alt) VALUES (?, ?, ?, ?)"
STILL_SHOWN = "SELECT media_id FROM note_media WHERE media_id IN ids(?)"
DELETE_MEDIA = "DELETE FROM note_media WHERE note_id = ?"
INSERT_VERSION = """
INSERT INTO note_versions (note_id, version, title, text, media, visibility, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
VERSIONS_OF = """
SELECT version, title, text, media, visibility, created_at FROM note_versions
WHERE note_id = ? ORDER BY version DESC LIMIT 100
"""
DELETE_VERSIONS = "DELETE FROM note_versions WHERE note_id = ?"
MENTIONS = "SELECT account_id FROM note_mentions WHERE note_id = ?"
INSERT_MENTION = "INSERT INTO note_mentions (note_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
DELETE_MENTIONS = "DELETE FROM note_mentions WHERE note_id = ?"

SAVE_DRAFT = """
INSERT INTO drafts (id, account_id, content, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at
WHERE drafts.account_id = excluded.account_id
"""
DRAFT = "SELECT id, content, created_at, updated_at FROM drafts WHERE id = ? AND account_id = ?"
DRAFTS = """
SELECT id, content, created_at, updated_at FROM drafts WHERE account_id = ? ORDER BY updated_at DESC LIMIT ?
"""
COUNT_DRAFTS = "SELECT count(*) FROM drafts WHERE account_id = ?"
DELETE_DRAFT = "DELETE FROM drafts WHERE id = ? AND account_id = ?"
