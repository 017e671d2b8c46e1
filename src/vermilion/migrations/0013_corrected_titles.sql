-- A note's title as it should be, empty where it stays as it is; `title_key` names the title that was corrected.
ALTER TABLE corrections ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE corrections ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
