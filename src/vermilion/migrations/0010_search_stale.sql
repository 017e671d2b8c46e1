-- Notes that are read in more, fewer or other words than search knows: they are indexed anew soon.
-- home: note_id
CREATE TABLE search_stale (
    note_id BIGINT PRIMARY KEY
);
