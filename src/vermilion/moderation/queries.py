"""All SQL of moderation."""

REPORT = """
INSERT INTO reports (id, reporter_id, subject_kind, subject_id, home_id, reason, details, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
CASES = """
SELECT subject_kind, subject_id, home_id, sum(reports), min(created_at), max(id), sum(appeals) FROM (
    SELECT subject_kind, subject_id, home_id, created_at, id, 1 AS reports, 0 AS appeals FROM reports
    WHERE state = 'open' AND id < ?
    UNION ALL
    SELECT subject_kind, subject_id, home_id, created_at, id, 0, 1 FROM appeals WHERE state = 'open' AND id < ?
) AS asked GROUP BY subject_kind, subject_id, home_id ORDER BY max(id) DESC LIMIT ?
"""
BACKLOG = """
SELECT count(*), min(first_at) FROM (
    SELECT min(created_at) AS first_at FROM (
        SELECT subject_kind, subject_id, created_at FROM reports WHERE state = 'open'
        UNION ALL
        SELECT subject_kind, subject_id, created_at FROM appeals WHERE state = 'open'
    ) AS asked GROUP BY subject_kind, subject_id
) AS cases
"""
OPEN_OF = """
SELECT id, reporter_id, subject_kind, subject_id, home_id, reason, details, state, created_at FROM reports
WHERE subject_kind = ? AND subject_id IN ids(?) AND state = 'open' ORDER BY id
"""
REPORTS_BY_IDS = """
SELECT id, reporter_id, subject_kind, subject_id, home_id, reason, details, state, created_at FROM reports
WHERE id IN ids(?)
"""
APPEALS_BY_IDS = "SELECT id, account_id, details, state, answer, created_at FROM appeals WHERE id IN ids(?)"
CLOSE = """
UPDATE reports SET state = ?, resolved_by = ?, resolved_at = ?
WHERE subject_kind = ? AND subject_id = ? AND state = 'open'
"""
LOG = """
INSERT INTO staff_log (id, actor_id, action, subject_kind, subject_id, reason, created_at, ends_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
LOG_PAGE = """
SELECT id, actor_id, action, subject_kind, subject_id, reason, created_at, ends_at FROM staff_log
WHERE id < ? ORDER BY id DESC LIMIT ?
"""
LOG_OF = """
SELECT id, actor_id, action, subject_kind, subject_id, reason, created_at, ends_at FROM staff_log
WHERE subject_kind = ? AND subject_id = ? ORDER BY id DESC LIMIT ?
"""
MEASURES = """
SELECT m.subject_id, m.id, m.actor_id, m.reason, m.created_at, m.ends_at,
a.id, a.account_id, a.details, a.state, a.answer, a.created_at
FROM staff_log m LEFT JOIN appeals a ON a.measure_id = m.id
WHERE m.subject_kind = ? AND m.subject_id IN ids(?) AND m.action IN ('remove', 'suspend') ORDER BY m.id
"""
APPEAL = """
INSERT INTO appeals (id, measure_id, account_id, subject_kind, subject_id, home_id, details, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
ANSWER = """
UPDATE appeals SET state = ?, answer = ?, resolved_by = ?, resolved_at = ? WHERE id = ? AND state = 'open'
"""
APPEALS_OVER = """
UPDATE appeals SET state = 'restored', resolved_at = ? WHERE subject_kind = ? AND subject_id = ? AND state = 'open'
"""
FORGET_NOTE = "DELETE FROM appeals WHERE home_id = ? AND subject_kind IN ('note', 'comment')"
FORGET_COMMENT = "DELETE FROM appeals WHERE home_id = ? AND subject_kind = 'comment' AND subject_id = ?"
FORGET_PERSON = "DELETE FROM appeals WHERE account_id = ?"
