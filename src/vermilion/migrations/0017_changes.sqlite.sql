-- What each batch has changed, for what processes keep (infra/db/sqlite_changes.py); the last thousand batches. `ids` are
-- packed 64-bit integers; NULL: anything of the kind.
-- home: global
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    ids BLOB
);
