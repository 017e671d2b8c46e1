-- What the house itself keeps. BLOB, BIGINT and `CLUSTERED` are translated by infra/db/dialects.py.

-- home: global
CREATE TABLE server_state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Moves whenever something of its kind changes (infra/generations.py).
-- home: global
CREATE TABLE generations (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Events for after the commit, in order, each consumed exactly once by the worker (infra/events.py).
-- home: global
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    event TEXT NOT NULL,
    payload BLOB NOT NULL
);

-- home: global
CREATE TABLE jobs (
    id BIGINT PRIMARY KEY,
    queue TEXT NOT NULL,
    name TEXT NOT NULL,
    payload BLOB NOT NULL,
    unique_key TEXT UNIQUE,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    max_attempts BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'ready',
    error TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (queue, state, run_at);

-- home: global
CREATE TABLE schedule_runs (
    name TEXT PRIMARY KEY,
    last_run_at BIGINT NOT NULL
);

-- An answer to a creating call, kept in the same transaction as what it created.
-- home: account_id
CREATE TABLE idempotency_keys (
    account_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status BIGINT NOT NULL,
    body BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, key)
) CLUSTERED;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
