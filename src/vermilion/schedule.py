"""What the house does by the clock: one readable table, each task once a period however many machines there are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.jobs import JobContext

CLAIM = """
INSERT INTO schedule_runs (name, last_run_at) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at
WHERE schedule_runs.last_run_at <= excluded.last_run_at - ?
"""


class Task(msgspec.Struct, frozen=True):
    """`run(context)` every so many microseconds."""

    name: str
    every: int
    run: Callable[[JobContext], Awaitable[object]]


TASKS: tuple[Task, ...] = ()


async def run(context: JobContext, task: Task) -> bool:
    """Run a task if its period is over and no other process took it; False: there is nothing more to do now."""
    if await context.db.write(lambda tx: _claim(tx, task)):
        await task.run(context)
    return False


def pause(task: Task) -> float:
    """Seconds between two looks at a task: often enough to be on time, rarely enough to cost nothing."""
    return max(0.5, min(task.every / clock.SECOND / 4, 60.0))


async def _claim(tx: Tx, task: Task) -> bool:
    # The last run counts as past once the period is over, give or take the pause between two looks.
    return await tx.run(CLAIM, task.name, clock.now(), task.every) > 0
