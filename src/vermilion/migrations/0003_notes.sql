-- A picture or video a member sent. `sizes` is a JSON list of {name, key, width, height, bytes}. What is neither
-- used (by a note, comment or profile) nor held (by a draft) is swept after a day.
-- home: account_id (owner_id)
CREATE TABLE media (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    original_key TEXT,
    bytes BIGINT NOT NULL,
    progress BIGINT NOT NULL DEFAULT 0,
    error TEXT,
    width BIGINT,
    height BIGINT,
    thumbhash BLOB,
    duration_ms BIGINT,
    sizes TEXT NOT NULL DEFAULT '[]',
    used_at BIGINT,
    held_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX media_by_owner ON media (owner_id, id);
CREATE INDEX media_unused ON media (used_at, created_at);

-- home: note_id (its own id)
CREATE TABLE notes (
    id BIGINT PRIMARY KEY,
    author_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    language_source TEXT NOT NULL,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    visibility TEXT NOT NULL,
    state TEXT NOT NULL,
    region TEXT NOT NULL,
    cover_id BIGINT,
    version BIGINT NOT NULL DEFAULT 1,
    edited_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX notes_by_author ON notes (author_id, id);

-- home: note_id
CREATE TABLE note_media (
    note_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    media_id BIGINT NOT NULL,
    alt TEXT NOT NULL,
    PRIMARY KEY (note_id, position)
) CLUSTERED;
CREATE INDEX note_media_by_media ON note_media (media_id);

-- What a note said before each edit, and who could read it then: nobody else may now.
-- home: note_id
CREATE TABLE note_versions (
    note_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    media TEXT NOT NULL,
    visibility TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (note_id, version)
) CLUSTERED;

-- home: note_id
CREATE TABLE note_mentions (
    note_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (note_id, account_id)
) CLUSTERED;

-- home: account_id
CREATE TABLE drafts (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    content TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX drafts_by_account ON drafts (account_id, updated_at);

-- home: topic_id (its own id)
CREATE TABLE topics (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT COLLATE BINARY NOT NULL UNIQUE,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- The liveliest topics by their latest notes, taken anew every few minutes; suggestions are ordered by it too.
-- home: global
CREATE TABLE topic_ranking (
    topic_id BIGINT PRIMARY KEY,
    name_key TEXT COLLATE BINARY NOT NULL,
    score BIGINT NOT NULL
);
CREATE INDEX topic_ranking_by_score ON topic_ranking (score, topic_id);
CREATE INDEX topic_ranking_by_name ON topic_ranking (name_key, score);

-- home: topic_id
CREATE TABLE topic_notes (
    topic_id BIGINT NOT NULL,
    note_id BIGINT NOT NULL,
    PRIMARY KEY (topic_id, note_id)
) CLUSTERED;
CREATE INDEX topic_notes_by_note ON topic_notes (note_id, topic_id);

-- home: account_id
CREATE TABLE topic_follows (
    account_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, topic_id)
) CLUSTERED;
CREATE INDEX topic_follows_by_topic ON topic_follows (topic_id, account_id);

-- Every number that moves, one narrow table a kind: a page reads twenty rows of the first of them.
-- home: note_id (its own id)
CREATE TABLE note_counts (
    id BIGINT PRIMARY KEY,
    likes BIGINT NOT NULL DEFAULT 0,
    collects BIGINT NOT NULL DEFAULT 0,
    comments BIGINT NOT NULL DEFAULT 0,
    shares BIGINT NOT NULL DEFAULT 0,
    views BIGINT NOT NULL DEFAULT 0
);

-- home: note_id
CREATE TABLE comment_counts (
    id BIGINT PRIMARY KEY,
    likes BIGINT NOT NULL DEFAULT 0,
    comments BIGINT NOT NULL DEFAULT 0
);

-- home: account_id (its own id)
CREATE TABLE account_counts (
    id BIGINT PRIMARY KEY,
    likes BIGINT NOT NULL DEFAULT 0,
    collects BIGINT NOT NULL DEFAULT 0,
    notes BIGINT NOT NULL DEFAULT 0,
    followers BIGINT NOT NULL DEFAULT 0,
    following BIGINT NOT NULL DEFAULT 0
);

-- home: topic_id (its own id)
CREATE TABLE topic_counts (
    id BIGINT PRIMARY KEY,
    likes BIGINT NOT NULL DEFAULT 0,
    collects BIGINT NOT NULL DEFAULT 0,
    comments BIGINT NOT NULL DEFAULT 0,
    shares BIGINT NOT NULL DEFAULT 0,
    views BIGINT NOT NULL DEFAULT 0,
    notes BIGINT NOT NULL DEFAULT 0,
    followers BIGINT NOT NULL DEFAULT 0
);

-- home: account_id
CREATE TABLE collection_counts (
    id BIGINT PRIMARY KEY,
    notes BIGINT NOT NULL DEFAULT 0,
    followers BIGINT NOT NULL DEFAULT 0
);
