-- How somebody reads foreign texts: `auto` translates them at once, `ask` offers a link, `never` leaves them alone.
-- `translatable` 0: the author's texts are not translated for others.
ALTER TABLE accounts ADD COLUMN translate TEXT NOT NULL DEFAULT 'ask';
ALTER TABLE accounts ADD COLUMN translatable BIGINT NOT NULL DEFAULT 1;

-- The author asks others to correct the text.
ALTER TABLE notes ADD COLUMN wants_correction BIGINT NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN wants_correction BIGINT NOT NULL DEFAULT 0;

-- The memory: a translation of a text, by a machine or a person (`translator_id`, 0 for a machine). `text_key` hashes
-- the text and its scope, so what only its owner may profit from has keys of its own (translation/models.py).
-- home: global
CREATE TABLE translations (
    text_key TEXT COLLATE BINARY NOT NULL,
    target TEXT NOT NULL,
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    revision TEXT NOT NULL,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    translator_id BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (text_key, target, engine, model, revision)
) CLUSTERED;
CREATE INDEX translations_by_translator ON translations (translator_id);

-- Whose texts stand behind a key: with the last of them its translations go, too.
-- home: global
CREATE TABLE translated_texts (
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    text_key TEXT COLLATE BINARY NOT NULL,
    PRIMARY KEY (subject_kind, subject_id, text_key)
) CLUSTERED;
CREATE INDEX translated_texts_by_key ON translated_texts (text_key);

-- What translators have to do, one row for a text and a language however many wait for it. A lease is a later
-- `run_at`. A failed one stays a while, so that nobody asks again at once: `reason` says why.
-- home: global
CREATE TABLE translation_requests (
    text_key TEXT COLLATE BINARY NOT NULL,
    target TEXT NOT NULL,
    source TEXT NOT NULL,
    scope BIGINT NOT NULL,
    text TEXT NOT NULL,
    urgency BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'ready',
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    done BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    PRIMARY KEY (text_key, target)
) CLUSTERED;
CREATE INDEX translation_requests_due ON translation_requests (state, urgency, run_at);

-- What each engine says of itself, written by the translators: `pairs` is a JSON list of "zh>en", or of "*".
-- home: global
CREATE TABLE translation_engines (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    model TEXT NOT NULL,
    place BIGINT NOT NULL,
    pairs TEXT NOT NULL,
    state TEXT NOT NULL,
    error TEXT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- Per day (days since 1970, UTC), engine and pair; engine `memory` counts what needed none. `cost` is in millionths of
-- the operator's currency, `micros` the engine's own time in microseconds.
-- home: global
CREATE TABLE translation_days (
    day BIGINT NOT NULL,
    engine TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    texts BIGINT NOT NULL DEFAULT 0,
    characters BIGINT NOT NULL DEFAULT 0,
    failures BIGINT NOT NULL DEFAULT 0,
    micros BIGINT NOT NULL DEFAULT 0,
    cost BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (day, engine, source, target)
) CLUSTERED;

-- The community's words: what stands for a word of one language in another, or (`source` = `target`) what a slang word
-- means in plain words.
-- home: global
CREATE TABLE glossary_terms (
    id BIGINT PRIMARY KEY,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    term TEXT NOT NULL,
    translation TEXT NOT NULL,
    added_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (source, target, term)
);

-- A member's translation of a note or comment. `state` is offered, accepted, declined or outdated (the text was edited
-- since `version`); `alts` is a JSON list beside the note's pictures; `source_keys` are the memory's keys of title, text
-- and alts as they were translated, apart by spaces; `based_on` is the one it improves; `score` is the sum of the votes.
-- home: note_id (home_id)
CREATE TABLE contributed_translations (
    id BIGINT PRIMARY KEY,
    home_id BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    translator_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    alts TEXT NOT NULL DEFAULT '[]',
    source_keys TEXT NOT NULL,
    based_on BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    score BIGINT NOT NULL DEFAULT 0,
    decided_by BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX contributed_translations_of ON contributed_translations (subject_kind, subject_id, target, state);
CREATE INDEX contributed_translations_under ON contributed_translations (home_id, subject_kind);
CREATE INDEX contributed_translations_by ON contributed_translations (translator_id, id);

-- `value` is 1 or -1.
-- home: note_id (home_id)
CREATE TABLE translation_votes (
    translation_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    home_id BIGINT NOT NULL,
    value BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (translation_id, account_id)
) CLUSTERED;

-- Somebody's red ink in a text whose author asked for it. `state` is offered, accepted, declined or outdated.
-- home: note_id (home_id)
CREATE TABLE corrections (
    id BIGINT PRIMARY KEY,
    home_id BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    corrector_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    remark TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    thanked BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX corrections_of ON corrections (subject_kind, subject_id, state);
CREATE INDEX corrections_by ON corrections (corrector_id, id);

-- Topics that mean the same in different languages share a `group_id` (the smallest of their ids).
-- home: global
CREATE TABLE topic_equivalents (
    topic_id BIGINT PRIMARY KEY,
    group_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    linked_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX topic_equivalents_by_group ON topic_equivalents (group_id);

-- What the sums of a group's topics count too often: notes that stand in several of them, and their figures.
-- home: global
CREATE TABLE topic_overlaps (
    group_id BIGINT PRIMARY KEY,
    notes BIGINT NOT NULL,
    likes BIGINT NOT NULL,
    collects BIGINT NOT NULL,
    comments BIGINT NOT NULL,
    shares BIGINT NOT NULL,
    views BIGINT NOT NULL
);

-- A pair that somebody or the translation of its names suggests (`suggested_by` 0). `one_id` < `other_id`; `state` is
-- open, linked, declined or undone.
-- home: global
CREATE TABLE topic_link_suggestions (
    one_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    suggested_by BIGINT NOT NULL,
    state TEXT NOT NULL,
    decided_by BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    PRIMARY KEY (one_id, other_id)
) CLUSTERED;
CREATE INDEX topic_link_suggestions_open ON topic_link_suggestions (state, created_at);
