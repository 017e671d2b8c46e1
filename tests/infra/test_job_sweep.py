"""Jobs that were given up are kept for a month, for whoever looks why."""

from __future__ import annotations

from vermilion.infra import clock, jobs
from vermilion.infra.db import Db

INSERT = """
INSERT INTO jobs (id, queue, name, payload, run_at, max_attempts, state, created_at) VALUES (?, 'q', 'n', ?, ?, 1, ?, 0)
"""


async def test_failed_jobs_are_forgotten_after_a_month(db: Db) -> None:
    now = clock.now()
    rows = [(1, b"", now - 31 * clock.DAY, "failed"), (2, b"", now, "failed"), (3, b"", now - 31 * clock.DAY, "ready")]
    await db.write(lambda tx: tx.many(INSERT, rows))
    assert await db.write(jobs.sweep) == 1
    assert [row[0] for row in await db.read.all("SELECT id FROM jobs ORDER BY id")] == [2, 3]
