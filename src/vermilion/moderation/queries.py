"""All SQL of moderation."""

REPORT = """
INSERT INTO reports (id, reporter_id, subject_kind, subject_id, home_id, reason, details, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
CASES = """
SELECT subject_kind, subject_id, home_id, count(*), min(created_at), max(id) FROM reports
WHERE state = 'open' AND id < ? GROUP BY subject_kind, subject_id, home_id ORDER BY max(id) DESC LIMIT ?
"""
BACKLOG = """
SELECT count(*), min(first_at) FROM (
    SELECT min(created_at) AS first_at FROM reports WHERE state = 'open' GROUP BY subject_kind, subject_id
) AS cases
"""
OPEN_OF = """
SELECT id, reporter_id, subject_kind, subject_id, home_id, reason, details, state, created_at FROM reports
WHERE subject_kind = ? AND subject_id IN ids(?) AND state = 'open' ORDER BY id
"""
CLOSE = """
UPDATE reports SET state = ?, resolved_by = ?, resolved_at = ?
WHERE subject_kind = ? AND subject_id = ? AND state = 'open'
"""
LOG = """
INSERT INTO staff_log (id, actor_id, action, subject_kind, subject_id, reason, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
LOG_PAGE = """
SELECT id, actor_id, action, subject_kind, subject_id, reason, created_at FROM staff_log
WHERE id < ? ORDER BY id DESC LIMIT ?
"""
LOG_OF = """
SELECT id, actor_id, action, subject_kind, subject_id, reason, created_at FROM staff_log
WHERE subject_kind = ? AND subject_id = ? ORDER BY id DESC LIMIT ?
"""
REMOVED_BECAUSE = """
SELECT reason FROM staff_log WHERE subject_kind = ? AND subject_id = ? AND action = 'remove' ORDER BY id DESC LIMIT 1
"""
