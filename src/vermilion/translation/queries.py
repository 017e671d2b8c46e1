"""All SQL of the translation memory and its queue."""

from __future__ import annotations

from vermilion.translation.models import HUMAN, Translation

# ruff: noqa: S608 - COLUMNS is our own list of names

COLUMNS = ", ".join(Translation.__struct_fields__)


def _ranked(condition: str) -> str:
    """What stands, with its engine's place. One that nobody reports any more has none: it comes last."""
    return f"""
    SELECT {", ".join(f"t.{name}" for name in Translation.__struct_fields__)}, coalesce(e.place, 1000000)
    FROM translations t LEFT JOIN translation_engines e ON e.name = t.engine
    WHERE {condition}
    """


# The memory.
FIND = _ranked("t.target = ? AND t.text_key IN texts(?)")
FIND_IN_ALL = _ranked("t.text_key IN texts(?)")
STANDING = "SELECT text_key, engine, revision FROM translations WHERE target = ? AND text_key IN texts(?)"
KEEP = f"""
INSERT INTO translations ({COLUMNS}) VALUES ({", ".join("?" for _ in Translation.__struct_fields__)})
ON CONFLICT (text_key, target, engine, model, revision) DO UPDATE SET
source = excluded.source, text = excluded.text, translator_id = excluded.translator_id,
created_at = excluded.created_at
"""
# One of an engine is enough: what an earlier model or revision said is nobody's choice any more.
DROP_OF_ENGINE = "DELETE FROM translations WHERE text_key = ? AND target = ? AND engine = ?"
DROP_OF_OTHER_REVISIONS = f"""
DELETE FROM translations WHERE text_key = ? AND target = ? AND revision <> ? AND engine <> '{HUMAN}'
"""
DROP = "DELETE FROM translations WHERE text_key IN texts(?)"
NAMELESS = """
UPDATE translations SET translator_id = 0
WHERE translator_id = ? AND text_key IN (SELECT text_key FROM translations WHERE translator_id = ? LIMIT ?)
"""

# Whose texts stand behind a key.
USE = "INSERT INTO translated_texts (subject_kind, subject_id, text_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
USES_OF = "SELECT text_key FROM translated_texts WHERE subject_kind = ? AND subject_id = ?"
STILL_USED = "SELECT text_key FROM translated_texts WHERE text_key IN texts(?)"
DROP_USES = "DELETE FROM translated_texts WHERE subject_kind = ? AND subject_id = ? AND text_key IN texts(?)"
BEHIND = """
SELECT DISTINCT subject_id FROM translated_texts WHERE text_key IN texts(?) AND subject_kind = ?
ORDER BY subject_id DESC LIMIT ?
"""
SUBJECTS_AFTER = """
SELECT DISTINCT subject_kind, subject_id FROM translated_texts WHERE (subject_kind, subject_id) > (?, ?)
ORDER BY subject_kind, subject_id LIMIT ?
"""

# The queue.
STATES = """
SELECT text_key, state, urgency, run_at, done, total, reason FROM translation_requests
WHERE target = ? AND text_key IN texts(?)
"""
ASK = """
INSERT INTO translation_requests (text_key, target, source, scope, text, urgency, run_at, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (text_key, target) DO UPDATE SET
urgency = excluded.urgency,
attempts = CASE WHEN translation_requests.state = 'failed' THEN 0 ELSE translation_requests.attempts END,
reason = CASE WHEN translation_requests.state = 'failed' THEN '' ELSE translation_requests.reason END,
run_at = CASE WHEN translation_requests.state = 'failed' THEN excluded.run_at ELSE translation_requests.run_at END,
state = 'ready'
WHERE (translation_requests.state = 'ready' AND translation_requests.urgency < excluded.urgency)
OR (translation_requests.state = 'failed' AND translation_requests.run_at <= excluded.run_at)
"""
_DUE = """
SELECT text_key, target, source, scope, text, urgency, attempts + 1, reason FROM translation_requests
WHERE state = 'ready' AND urgency = ? AND run_at <= ? ORDER BY run_at LIMIT ?
"""
DUE = {"sqlite": _DUE, "postgres": _DUE + " FOR UPDATE SKIP LOCKED"}
LEASE = """
UPDATE translation_requests SET run_at = ?, attempts = attempts + 1, reason = '' WHERE text_key = ? AND target = ?
"""
# Only while it is still this translator's: the moment until which it leased is its token.
RENEW = "UPDATE translation_requests SET run_at = ? WHERE text_key = ? AND target = ? AND run_at = ?"
GIVE_BACK = """
UPDATE translation_requests SET run_at = ?, attempts = attempts - 1 WHERE text_key = ? AND target = ? AND run_at = ?
"""
PROGRESS = "UPDATE translation_requests SET done = ?, total = ? WHERE text_key = ? AND target = ?"
_STILL_ASKED = "SELECT text_key FROM translation_requests WHERE target = ? AND text_key IN texts(?)"
STILL_ASKED = {"sqlite": _STILL_ASKED, "postgres": _STILL_ASKED + " ORDER BY text_key FOR UPDATE"}
ANSWERED = "DELETE FROM translation_requests WHERE text_key = ? AND target = ?"
PUT_OFF = """
UPDATE translation_requests SET state = ?, reason = ?, run_at = ?, done = 0, total = 0 WHERE text_key = ? AND target = ?
"""
DROP_REQUESTS = "DELETE FROM translation_requests WHERE text_key IN texts(?)"
REVIVE = """
UPDATE translation_requests SET state = 'ready', reason = '', attempts = 0, run_at = ?
WHERE state = 'failed' AND urgency IN (0, 1, 2) AND reason = 'no_engine'
"""
SWEEP_FAILED = "DELETE FROM translation_requests WHERE state = 'failed' AND urgency IN (0, 1, 2) AND run_at < ?"
LENGTHS = "SELECT state, urgency, count(*) FROM translation_requests GROUP BY state, urgency"

BEYOND = """
SELECT run_at FROM translation_requests WHERE state = 'ready' AND urgency = ? ORDER BY run_at LIMIT 1 OFFSET ?
"""

OLDEST = "SELECT min(created_at) FROM translation_requests WHERE state = 'ready' AND urgency IN (0, 1, 2)"

# Engines and figures.
ENGINES = "SELECT name, kind, model, place, pairs, state, error, seen_at FROM translation_engines ORDER BY place"
REPORT = """
INSERT INTO translation_engines (name, kind, model, place, pairs, state, error, seen_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, model = excluded.model, place = excluded.place,
pairs = excluded.pairs, state = excluded.state, error = excluded.error, seen_at = excluded.seen_at
"""
SWEEP_ENGINES = "DELETE FROM translation_engines WHERE seen_at < ?"
COUNT = """
INSERT INTO translation_days (day, engine, source, target, texts, characters, failures, micros, cost)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (day, engine, source, target) DO UPDATE SET
texts = translation_days.texts + excluded.texts,
characters = translation_days.characters + excluded.characters,
failures = translation_days.failures + excluded.failures,
micros = translation_days.micros + excluded.micros,
cost = translation_days.cost + excluded.cost
"""
DAYS = """
SELECT day, engine, source, target, texts, characters, failures, micros, cost FROM translation_days
WHERE day >= ? ORDER BY day, engine, source, target
"""
DEMAND = """
SELECT source, target, sum(texts), sum(failures) FROM translation_days WHERE day >= ? AND engine = 'memory'
GROUP BY source, target ORDER BY sum(texts) + sum(failures) DESC, source, target LIMIT 50
"""
SPENT = "SELECT engine, sum(cost) FROM translation_days WHERE day = ? GROUP BY engine"
