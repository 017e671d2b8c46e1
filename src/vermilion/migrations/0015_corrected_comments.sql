-- What a comment said before a correction was taken over, and who could read its note then (a note has its versions).
ALTER TABLE corrections ADD COLUMN said_before TEXT NOT NULL DEFAULT '';
ALTER TABLE corrections ADD COLUMN visibility_before TEXT NOT NULL DEFAULT '';
