-- Names the text that a correction was made of, so that it never takes the place of other words.
ALTER TABLE corrections ADD COLUMN source_key TEXT NOT NULL DEFAULT '';

-- What somebody offered on one day, whatever became of it: `kind` is translations or corrections, `day` as of
-- translation_days.
-- home: account_id
CREATE TABLE contributed_in_a_day (
    account_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    day BIGINT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind)
);
