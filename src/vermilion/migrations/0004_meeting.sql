-- home: note_id (through the subject's home)
CREATE TABLE likes (
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (subject_kind, subject_id, account_id)
) CLUSTERED;
CREATE INDEX likes_by_account ON likes (account_id, subject_kind, created_at, subject_id);

-- home: note_id
CREATE TABLE shares (
    id BIGINT PRIMARY KEY,
    note_id BIGINT NOT NULL,
    account_id BIGINT,
    channel TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX shares_by_note ON shares (note_id, id);

-- home: account_id (owner_id)
CREATE TABLE collections (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    visibility TEXT NOT NULL,
    is_default BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE INDEX collections_by_owner ON collections (owner_id, id);
CREATE UNIQUE INDEX collections_one_default ON collections (owner_id) WHERE is_default = 1;

-- home: account_id (owner_id)
CREATE TABLE collection_items (
    collection_id BIGINT NOT NULL,
    note_id BIGINT NOT NULL,
    owner_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (collection_id, note_id)
) CLUSTERED;
CREATE INDEX collection_items_by_owner ON collection_items (owner_id, note_id);
CREATE INDEX collection_items_by_time ON collection_items (collection_id, created_at, note_id);
CREATE INDEX collection_items_by_note ON collection_items (note_id, owner_id);

-- home: account_id
CREATE TABLE collection_follows (
    account_id BIGINT NOT NULL,
    collection_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, collection_id)
) CLUSTERED;
CREATE INDEX collection_follows_by_collection ON collection_follows (collection_id, account_id);

-- Two levels: `parent_id` is the first-level comment (0 for a first-level one). `heat` orders "hot".
-- home: note_id
CREATE TABLE comments (
    id BIGINT PRIMARY KEY,
    note_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    parent_id BIGINT NOT NULL DEFAULT 0,
    reply_to_id BIGINT,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    media_id BIGINT,
    region TEXT NOT NULL,
    state TEXT NOT NULL,
    pinned BIGINT NOT NULL DEFAULT 0,
    heat BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1,
    edited_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX comments_new ON comments (note_id, parent_id, pinned, id);
CREATE INDEX comments_hot ON comments (note_id, parent_id, pinned, heat, created_at, id);
CREATE INDEX comments_by_author ON comments (author_id, id);

-- home: note_id
CREATE TABLE comment_mentions (
    comment_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (comment_id, account_id)
) CLUSTERED;

-- Folded when written: "A and 12 others". `actors` is a JSON list of the latest few account ids; `detail` is the
-- reason that the house gives for its own news.
-- home: account_id
CREATE TABLE notifications (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    tab TEXT NOT NULL,
    kind TEXT NOT NULL,
    fold_key TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    home_id BIGINT NOT NULL,
    detail TEXT NOT NULL,
    actors TEXT NOT NULL,
    actor_count BIGINT NOT NULL,
    unread BIGINT NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, fold_key)
);
CREATE INDEX notifications_by_time ON notifications (account_id, tab, updated_at, id);
CREATE INDEX notifications_unread ON notifications (account_id, tab) WHERE unread = 1;

-- home: account_id (through the notification)
CREATE TABLE notification_actors (
    notification_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    PRIMARY KEY (notification_id, actor_id)
) CLUSTERED;

-- home: account_id
CREATE TABLE inbox_unread (
    account_id BIGINT NOT NULL,
    tab TEXT NOT NULL,
    unread BIGINT NOT NULL,
    PRIMARY KEY (account_id, tab)
) CLUSTERED;
