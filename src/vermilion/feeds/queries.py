"""All SQL of feeds."""

PUT_ENTRY = """
INSERT INTO feed_entries (channel, note_id, author_id, score) VALUES (?, ?, ?, ?)
ON CONFLICT (channel, note_id) DO UPDATE SET score = excluded.score
"""
CHANNELS_OF = "SELECT channel FROM feed_entries WHERE note_id = ?"
SCORES_OF = "SELECT note_id, channel, score FROM feed_entries WHERE note_id IN ids(?)"
DELETE_ENTRIES = "DELETE FROM feed_entries WHERE note_id = ?"
DROP_ENTRIES = "DELETE FROM feed_entries WHERE channel = ? AND note_id IN ids(?)"
COPY_ENTRIES = """
INSERT INTO feed_entries (channel, note_id, author_id, score)
SELECT CAST(? AS BIGINT), note_id, author_id, score FROM feed_entries WHERE channel = ? AND note_id IN ids(?)
ON CONFLICT (channel, note_id) DO NOTHING
"""
SET_SCORE = "UPDATE feed_entries SET score = ? WHERE note_id = ?"
TOP = "SELECT note_id, author_id FROM feed_entries WHERE channel = ? ORDER BY score DESC, note_id DESC LIMIT ?"
FRESH = "SELECT note_id FROM feed_entries WHERE channel = ? AND note_id > ? ORDER BY note_id DESC LIMIT ?"
OLDER = "SELECT note_id FROM feed_entries WHERE channel = ? AND note_id < ? ORDER BY note_id DESC LIMIT ?"

MARK_NOTE = "INSERT INTO feed_dirty (note_id) VALUES (?) ON CONFLICT DO NOTHING"
DIRTY_NOTES = "SELECT note_id FROM feed_dirty ORDER BY note_id LIMIT ?"
CLEAN_NOTES = "DELETE FROM feed_dirty WHERE note_id IN ids(?)"
# It takes the row's lock on PostgreSQL even where nothing changes: who freezes the channel waits for what enters it.
MARK_CHANNEL = """
INSERT INTO feed_dirty_channels (channel, due_at) VALUES (?, ?)
ON CONFLICT (channel) DO UPDATE SET due_at = excluded.due_at WHERE feed_dirty_channels.due_at > excluded.due_at
"""
DIRTY_CHANNELS = "SELECT channel FROM feed_dirty_channels WHERE due_at <= ? ORDER BY due_at, channel LIMIT ?"
CLEAN_CHANNELS = "DELETE FROM feed_dirty_channels WHERE channel IN ids(?)"

LATEST = "SELECT generation FROM feed_snapshots WHERE channel = ? ORDER BY generation DESC LIMIT 1"
SNAPSHOT = "SELECT ids FROM feed_snapshots WHERE channel = ? AND generation = ?"
PUT_SNAPSHOT = "INSERT INTO feed_snapshots (channel, generation, ids) VALUES (?, ?, ?)"
DELETE_SNAPSHOTS = """
DELETE FROM feed_snapshots WHERE generation < ? AND EXISTS (
    SELECT 1 FROM feed_snapshots later
    WHERE later.channel = feed_snapshots.channel AND later.generation > feed_snapshots.generation
)
"""

PUT_HOME = "INSERT INTO feed_home (viewer_id, note_id, author_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
DELETE_HOME = "DELETE FROM feed_home WHERE viewer_id = ? AND author_id = ?"
HOME = "SELECT note_id FROM feed_home WHERE viewer_id = ? AND note_id < ? ORDER BY note_id DESC LIMIT ?"
BROADCASTS_SINCE = "SELECT since FROM feed_broadcasters WHERE author_id = ?"
PUT_BROADCASTER = "INSERT INTO feed_broadcasters (author_id, since) VALUES (?, ?) ON CONFLICT DO NOTHING"
PUT_BROADCAST = "INSERT INTO feed_broadcasts (note_id, author_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
PUT_BROADCAST_FOLLOW = "INSERT INTO feed_broadcast_follows (viewer_id, author_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
DELETE_BROADCAST_FOLLOW = "DELETE FROM feed_broadcast_follows WHERE viewer_id = ? AND author_id = ?"
BROADCAST_FOLLOWS = "SELECT author_id FROM feed_broadcast_follows WHERE viewer_id = ? LIMIT ?"

# Few broadcasters: a short look into each one's own notes.
BROADCASTS_OF = """
SELECT note_id FROM (
    SELECT note_id FROM feed_broadcasts WHERE author_id = ? AND note_id < ? ORDER BY note_id DESC LIMIT ?
) AS of_one
"""
# Many: walk back through all broadcasts, of which then a good part is theirs. The plus keeps SQLite on that walk.
BROADCASTS_OF_MANY = """
SELECT note_id FROM feed_broadcasts WHERE note_id < ?
AND +author_id IN (SELECT author_id FROM feed_broadcast_follows WHERE viewer_id = ?)
ORDER BY note_id DESC LIMIT ?
"""
