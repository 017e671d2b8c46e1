"""All SQL of reactions."""

from __future__ import annotations

LIKE = "INSERT INTO likes (subject_kind, subject_id, account_id, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
UNLIKE = "DELETE FROM likes WHERE subject_kind = ? AND subject_id = ? AND account_id = ?"
LIKED_AMONG = "SELECT subject_id FROM likes WHERE subject_kind = ? AND subject_id IN ids(?) AND account_id = ?"
ALL_LIKED_NOTES = "SELECT subject_id FROM likes WHERE account_id = ? AND subject_kind = 'note' LIMIT ?"
LIKED_NOTES = """
SELECT created_at, subject_id FROM likes
WHERE account_id = ? AND subject_kind = 'note' AND (created_at, subject_id) < (?, ?)
ORDER BY created_at DESC, subject_id DESC LIMIT ?
"""
SHARE = "INSERT INTO shares (id, note_id, account_id, channel, created_at) VALUES (?, ?, ?, ?, ?)"
