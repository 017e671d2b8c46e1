-- The note whose like moved the version last, for who knows all but that one.
ALTER TABLE mark_versions ADD COLUMN last_liked BIGINT NOT NULL DEFAULT 0;
