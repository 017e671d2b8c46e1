-- Words are cut by infra/text/words.py, so the vectors are made from lists and know no dictionary.
-- home: note_id
CREATE TABLE search_notes (
    note_id BIGINT PRIMARY KEY,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    tokens TSVECTOR NOT NULL
);
CREATE INDEX search_notes_by_token ON search_notes USING GIN (tokens) WITH (fastupdate = off);

-- A prefix is a range of bytes here as in SQLite, so words are not compared by any language's rules.
-- home: id (of the thing itself)
CREATE TABLE search_names (
    kind TEXT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (kind, word, id)
);
CREATE INDEX search_names_by_id ON search_names (kind, id, word);
