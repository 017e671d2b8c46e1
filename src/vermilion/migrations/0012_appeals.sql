-- Second looks: whoever a measure of staff hit asks once for each, so the measure's line of the log is the key.
-- home: note_id (through the subject's home)
CREATE TABLE appeals (
    id BIGINT PRIMARY KEY,
    measure_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    home_id BIGINT NOT NULL,
    details TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    answer TEXT NOT NULL DEFAULT '',
    resolved_by BIGINT,
    resolved_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX appeals_once ON appeals (measure_id);
CREATE INDEX appeals_by_state ON appeals (state, id);
CREATE INDEX appeals_by_home ON appeals (home_id, subject_kind, subject_id);
CREATE INDEX appeals_by_account ON appeals (account_id);
CREATE INDEX appeals_open ON appeals (subject_kind, subject_id, created_at) WHERE state = 'open';

-- Who else could look.
CREATE INDEX accounts_staff ON accounts (role) WHERE role IN ('moderator', 'owner');
