-- What each batch has changed, for what processes keep (infra/db/sqlite_changes.py); the last thousand entries. `ids` are
-- packed 64-bit integers, NULL for anything of the kind; `details` one more for each of them where the kind has any.
-- home: global
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    ids BLOB,
    details BLOB
);
