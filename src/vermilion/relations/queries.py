"""All SQL of relations."""

from __future__ import annotations

FOLLOW = """
INSERT INTO follows (follower_id, followee_id, created_at)
SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT)
WHERE NOT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = ? AND blocked_id = ?)
AND NOT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = ? AND blocked_id = ?)
ON CONFLICT (follower_id, followee_id) DO NOTHING
"""
UNFOLLOW = "DELETE FROM follows WHERE follower_id = ? AND followee_id = ? RETURNING created_at"

BLOCK = "INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
UNBLOCK = "DELETE FROM blocks WHERE blocker_id = ? AND blocked_id = ?"
MUTE = "INSERT INTO mutes (muter_id, muted_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
UNMUTE = "DELETE FROM mutes WHERE muter_id = ? AND muted_id = ?"

FOLLOWING_AMONG = "SELECT followee_id FROM follows WHERE follower_id = ? AND followee_id IN ids(?)"
FOLLOWERS_AMONG = "SELECT follower_id FROM follows WHERE followee_id = ? AND follower_id IN ids(?)"

FOLLOWER_IDS = "SELECT follower_id FROM follows WHERE followee_id = ? LIMIT ?"

AUDIENCE_SETS = """
SELECT 0, blocked_id FROM blocks WHERE blocker_id = ?
UNION ALL SELECT 1, blocker_id FROM blocks WHERE blocked_id = ?
UNION ALL SELECT 2, muted_id FROM mutes WHERE muter_id = ?
"""
# Pairs of speaker and listener, each looked up.
DEAF = """
SELECT blocker_id, blocked_id FROM blocks WHERE blocker_id IN ids(?) AND blocked_id IN ids(?)
UNION ALL SELECT blocked_id, blocker_id FROM blocks WHERE blocker_id IN ids(?) AND blocked_id IN ids(?)
UNION ALL SELECT muted_id, muter_id FROM mutes WHERE muter_id IN ids(?) AND muted_id IN ids(?)
"""
# All that these people block and mute is looked through instead: the plus keeps SQLite from looking up every speaker
# with every listener.
DEAF_OF_MANY = DEAF.replace("AND ", "AND +")

FOLLOWERS = """
SELECT created_at, follower_id FROM follows WHERE followee_id = ? AND (created_at, follower_id) < (?, ?)
ORDER BY created_at DESC, follower_id DESC LIMIT ?
"""
FOLLOWING = """
SELECT created_at, followee_id FROM follows WHERE follower_id = ? AND (created_at, followee_id) < (?, ?)
ORDER BY created_at DESC, followee_id DESC LIMIT ?
"""
