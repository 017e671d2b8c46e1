-- A note's place in each ranked channel: 0 is everything, 1-99 are categories, larger ones are topic ids.
-- home: global (by channel)
CREATE TABLE feed_entries (
    channel BIGINT NOT NULL,
    note_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    score BIGINT NOT NULL,
    PRIMARY KEY (channel, note_id)
) CLUSTERED;
CREATE INDEX feed_entries_by_score ON feed_entries (channel, score, note_id, author_id);
CREATE INDEX feed_entries_by_note ON feed_entries (note_id, channel);

-- Notes whose numbers moved since they were last scored.
-- home: note_id
CREATE TABLE feed_dirty (
    note_id BIGINT PRIMARY KEY
);

-- Channels whose entries moved since their snapshot was taken.
-- home: global (by channel)
CREATE TABLE feed_dirty_channels (
    channel BIGINT PRIMARY KEY
);

-- Frozen candidate lists, immutable once written: a sitting pages through one of them. `ids` is packed int64.
-- home: global (by channel)
CREATE TABLE feed_snapshots (
    channel BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    ids BLOB NOT NULL,
    PRIMARY KEY (channel, generation)
) CLUSTERED;
CREATE INDEX feed_snapshots_by_age ON feed_snapshots (generation);

-- Following, written when published for authors with few followers ...
-- home: account_id (viewer_id)
CREATE TABLE feed_home (
    viewer_id BIGINT NOT NULL,
    note_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, note_id)
) CLUSTERED;
CREATE INDEX feed_home_by_author ON feed_home (viewer_id, author_id, note_id);

-- ... and merged when read for those with many.
-- home: account_id (author_id)
CREATE TABLE feed_broadcasters (
    author_id BIGINT PRIMARY KEY,
    since BIGINT NOT NULL
);

-- home: account_id (author_id)
CREATE TABLE feed_broadcasts (
    note_id BIGINT PRIMARY KEY,
    author_id BIGINT NOT NULL
);
CREATE INDEX feed_broadcasts_by_author ON feed_broadcasts (author_id, note_id);

-- Who of a viewer's follows is merged when read.
-- home: account_id (viewer_id)
CREATE TABLE feed_broadcast_follows (
    viewer_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, author_id)
) CLUSTERED;
