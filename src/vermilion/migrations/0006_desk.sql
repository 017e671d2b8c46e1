-- home: note_id (through the subject's home)
CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    reporter_id BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    home_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    details TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    resolved_by BIGINT,
    resolved_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX reports_by_state ON reports (state, id);
CREATE INDEX reports_by_subject ON reports (subject_kind, subject_id, state);
CREATE INDEX reports_open ON reports (subject_kind, subject_id, created_at) WHERE state = 'open';
CREATE UNIQUE INDEX reports_once ON reports (reporter_id, subject_kind, subject_id) WHERE state = 'open';

-- Every staff action, written in the transaction of the action itself.
-- home: global
CREATE TABLE staff_log (
    id BIGINT PRIMARY KEY,
    actor_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX staff_log_by_subject ON staff_log (subject_kind, subject_id, id);
