-- A suspension may end by itself: when, for the account and in the line of the log. NULL: not by itself.
ALTER TABLE accounts ADD COLUMN suspended_until BIGINT;
CREATE INDEX accounts_suspended_until ON accounts (suspended_until) WHERE suspended_until IS NOT NULL;
ALTER TABLE staff_log ADD COLUMN ends_at BIGINT;
