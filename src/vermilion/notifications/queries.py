"""All SQL of notifications."""

from __future__ import annotations

LINE = "SELECT id, actors, actor_count, unread, updated_at FROM notifications WHERE account_id = ? AND fold_key = ?"
BEGIN = """
INSERT INTO notifications (id, account_id, tab, kind, fold_key, subject_kind, subject_id, home_id, detail, actors,
actor_count, unread, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
"""
MOVE_UP = """
UPDATE notifications SET kind = ?, detail = ?, actors = ?, actor_count = ?, updated_at = ?, unread = 1
WHERE id = ? AND unread = ?
"""
GROW = "UPDATE notifications SET kind = ?, detail = ?, actors = ?, actor_count = ? WHERE id = ? AND unread = ?"
SHRINK = "UPDATE notifications SET actors = ?, actor_count = ? WHERE id = ?"
WITHDRAW = "DELETE FROM notifications WHERE account_id IN ids(?) AND fold_key = ? RETURNING id, account_id, tab, unread"
MARK_READ = "UPDATE notifications SET unread = 0 WHERE account_id = ? AND tab = ? AND unread = 1"

ADD_ACTOR = "INSERT INTO notification_actors (notification_id, actor_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
DROP_ACTOR = "DELETE FROM notification_actors WHERE notification_id = ? AND actor_id = ?"
DROP_ACTORS = "DELETE FROM notification_actors WHERE notification_id IN ids(?)"
SOME_ACTORS = "SELECT actor_id FROM notification_actors WHERE notification_id = ? ORDER BY actor_id DESC LIMIT ?"

COUNT = """
INSERT INTO inbox_unread (account_id, tab, unread) VALUES (?, ?, ?)
ON CONFLICT (account_id, tab) DO UPDATE SET unread = inbox_unread.unread + excluded.unread
"""
UNREAD = "SELECT tab, unread FROM inbox_unread WHERE account_id = ?"
UNREAD_IN = "SELECT unread FROM inbox_unread WHERE account_id = ? AND tab = ?"

PAGE = """
SELECT updated_at, id, account_id, tab, kind, subject_kind, subject_id, home_id, detail, actors, actor_count, unread
FROM notifications WHERE account_id = ? AND tab = ? AND (updated_at, id) < (?, ?)
ORDER BY updated_at DESC, id DESC LIMIT ?
"""
