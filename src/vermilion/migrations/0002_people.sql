-- `version` moves with everything that shapes how a person is shown; `viewer_version` with everything that
-- shapes what a person may see (role, state, languages, blocks, mutes): caches are keyed by them.
-- home: account_id (its own id)
CREATE TABLE accounts (
    id BIGINT PRIMARY KEY,
    handle TEXT COLLATE BINARY NOT NULL UNIQUE,
    handle_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    bio TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL,
    languages TEXT NOT NULL,
    locale TEXT NOT NULL,
    theme TEXT NOT NULL DEFAULT 'system',
    avatar_id BIGINT,
    role TEXT NOT NULL DEFAULT 'member',
    state TEXT NOT NULL DEFAULT 'active',
    closes_at BIGINT,
    wave TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1,
    viewer_version BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL
);
CREATE INDEX accounts_closing ON accounts (state, closes_at);

-- home: account_id
CREATE TABLE credentials (
    account_id BIGINT PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    email_confirmed_at BIGINT,
    password_hash TEXT NOT NULL,
    password_changed_at BIGINT NOT NULL
);

-- home: account_id
CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    user_agent TEXT NOT NULL,
    network TEXT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id, id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- home: account_id
CREATE TABLE api_tokens (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX api_tokens_by_account ON api_tokens (account_id, id);

-- Password resets, e-mail confirmations, the owner's set-up: single use, stored hashed.
-- home: account_id
CREATE TABLE one_time_codes (
    code_hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    detail TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX one_time_codes_by_account ON one_time_codes (account_id, purpose);
CREATE INDEX one_time_codes_by_expiry ON one_time_codes (expires_at);

-- One row a member and day (UTC, days since 1970-01-01), with how and when they came: retention is read from here.
-- home: account_id
CREATE TABLE activity_days (
    day BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    joined_day BIGINT NOT NULL,
    region TEXT NOT NULL,
    language TEXT NOT NULL,
    wave TEXT NOT NULL,
    PRIMARY KEY (day, account_id)
) CLUSTERED;

-- home: account_id (the follower)
CREATE TABLE follows (
    follower_id BIGINT NOT NULL,
    followee_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (follower_id, followee_id)
) CLUSTERED;
CREATE INDEX follows_by_followee ON follows (followee_id, created_at, follower_id);
CREATE INDEX follows_by_follower ON follows (follower_id, created_at, followee_id);

-- home: account_id (who blocks)
CREATE TABLE blocks (
    blocker_id BIGINT NOT NULL,
    blocked_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
) CLUSTERED;
CREATE INDEX blocks_by_blocked ON blocks (blocked_id, blocker_id);

-- home: account_id (who mutes)
CREATE TABLE mutes (
    muter_id BIGINT NOT NULL,
    muted_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (muter_id, muted_id)
) CLUSTERED;
