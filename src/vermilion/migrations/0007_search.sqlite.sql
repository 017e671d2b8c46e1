-- Words are cut by infra/text/words.py; the `ascii` tokenizer only splits them at spaces. No positions and no sizes are
-- kept: ranking looks at the words of the newest matches itself.
-- home: note_id (its rowid)
CREATE VIRTUAL TABLE search_notes USING fts5(
    title UNINDEXED, words, grams, detail=none, columnsize=0, tokenize="ascii tokenchars '~='"
);

-- home: id (of the thing itself)
CREATE TABLE search_names (
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (kind, word, id)
) CLUSTERED;
CREATE INDEX search_names_by_id ON search_names (kind, id, word);
