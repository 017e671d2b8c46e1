"""All SQL of contributions."""

from __future__ import annotations

# ruff: noqa: S608 - the names of columns are our own

TRANSLATION = """
id, subject_kind, subject_id, home_id, translator_id, source, target, title, text, alts, source_keys, based_on,
version, state, score, decided_by, created_at, updated_at
"""
CORRECTION = """
id, subject_kind, subject_id, home_id, corrector_id, text, remark, version, state, thanked, created_at, decided_at,
source_key, title, title_key, said_before, visibility_before
"""
# Beyond what can be open at once (offering.MOST_OPEN) in a few languages.
MOST = 200

INSERT = f"INSERT INTO contributed_translations ({TRANSLATION}) VALUES ({', '.join('?' * 18)})"
BY_IDS = f"SELECT {TRANSLATION} FROM contributed_translations WHERE id IN ids(?)"
OPEN_OF = f"""
SELECT {TRANSLATION} FROM contributed_translations
WHERE subject_kind = ? AND subject_id = ? AND state IN ('offered', 'accepted')
ORDER BY state, score DESC, id LIMIT {MOST}
"""
EVERY_OPEN_OF = f"""
SELECT {TRANSLATION} FROM contributed_translations
WHERE subject_kind = ? AND subject_id = ? AND state IN ('offered', 'accepted')
"""
OPEN_IN = f"""
SELECT {TRANSLATION} FROM contributed_translations
WHERE subject_kind = ? AND subject_id = ? AND target = ? AND state IN ('offered', 'accepted')
ORDER BY state, score DESC, id LIMIT {MOST}
"""
COMMENTS_UNDER = """
SELECT DISTINCT subject_id FROM contributed_translations WHERE home_id = ? AND subject_kind = 'comment'
"""
BY_TRANSLATOR = f"""
SELECT {TRANSLATION} FROM contributed_translations WHERE translator_id = ? AND id < ? ORDER BY id DESC LIMIT ?
"""
BY_STATE = "SELECT state, count(*) FROM contributed_translations GROUP BY state"
MOVE = "UPDATE contributed_translations SET state = ?, decided_by = ?, updated_at = ? WHERE id = ?"
REALIGN = "UPDATE contributed_translations SET alts = ?, source_keys = ?, version = ?, updated_at = ? WHERE id = ?"
SCORE = "UPDATE contributed_translations SET score = ? WHERE id = ?"
DELETE = "DELETE FROM contributed_translations WHERE id IN ids(?)"
IDS_OF = "SELECT id FROM contributed_translations WHERE subject_kind = ? AND subject_id = ?"

VOTE = """
INSERT INTO translation_votes (translation_id, account_id, home_id, value, created_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (translation_id, account_id) DO UPDATE SET value = excluded.value
"""
TAKE_VOTE_BACK = "DELETE FROM translation_votes WHERE translation_id = ? AND account_id = ?"
VOTES_AMONG = "SELECT translation_id, value FROM translation_votes WHERE translation_id IN ids(?) AND account_id = ?"
DELETE_VOTES = "DELETE FROM translation_votes WHERE translation_id IN ids(?)"

INSERT_CORRECTION = f"INSERT INTO corrections ({CORRECTION}) VALUES ({', '.join('?' * 17)})"
CORRECTIONS_BY_IDS = f"SELECT {CORRECTION} FROM corrections WHERE id IN ids(?)"
CORRECTIONS_OF = f"""
SELECT {CORRECTION} FROM corrections WHERE subject_kind = ? AND subject_id = ? ORDER BY id DESC LIMIT {MOST}
"""
CORRECTIONS_AMONG = f"""
SELECT {CORRECTION} FROM corrections
WHERE subject_kind = ? AND subject_id IN ids(?) AND state IN ('offered', 'accepted') ORDER BY id LIMIT {MOST}
"""
OPEN_CORRECTIONS_OF = f"""
SELECT {CORRECTION} FROM corrections WHERE subject_kind = ? AND subject_id = ? AND state = 'offered'
ORDER BY id LIMIT {MOST}
"""
CORRECTIONS_BY = f"""
SELECT {CORRECTION} FROM corrections WHERE corrector_id = ? AND id < ? ORDER BY id DESC LIMIT ?
"""
# Of two at once only one finds the state before.
DECIDE_CORRECTION = "UPDATE corrections SET state = ?, decided_at = ? WHERE id = ? AND state = 'offered'"
KEEP_WHAT_WAS_SAID = "UPDATE corrections SET said_before = ?, visibility_before = ? WHERE id = ?"
OUTDATE_CORRECTIONS = """
UPDATE corrections SET state = 'outdated', decided_at = ?
WHERE subject_kind = ? AND subject_id = ? AND state = 'offered'
AND (source_key <> ? OR (title <> '' AND title_key <> ?))
"""
THANK = "UPDATE corrections SET thanked = 1 WHERE id = ? AND thanked = 0"
DELETE_CORRECTIONS = "DELETE FROM corrections WHERE id IN ids(?)"
DELETE_CORRECTIONS_OF = "DELETE FROM corrections WHERE subject_kind = ? AND subject_id = ?"

COUNT_UP = """
INSERT INTO contributed_in_a_day (account_id, kind, day, made) VALUES (?, ?, ?, 1)
ON CONFLICT (account_id, kind) DO UPDATE SET day = excluded.day,
made = CASE WHEN contributed_in_a_day.day = excluded.day THEN contributed_in_a_day.made + 1 ELSE 1 END
RETURNING made
"""
FORGET_COUNTS = "DELETE FROM contributed_in_a_day WHERE account_id = ?"

# What somebody says of their own text is no help to others.
HELPED = """
SELECT
    (SELECT count(*) FROM contributed_translations
     WHERE translator_id = ? AND state = 'accepted' AND decided_by <> translator_id),
    (SELECT count(*) FROM corrections WHERE corrector_id = ? AND state = 'accepted'),
    (SELECT count(*) FROM corrections WHERE corrector_id = ? AND thanked = 1)
"""
