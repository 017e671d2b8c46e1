"""What the house does by the clock: one readable table, each task once a period however many machines there are."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable

import msgspec

from vermilion import accounts, feeds, media, moderation, search, topics, translation, upkeep
from vermilion.edge import idempotency
from vermilion.infra import clock, jobs, metrics, outbox
from vermilion.infra.db import Tx, checkpoint, database_bytes
from vermilion.infra.jobs import JobContext
from vermilion.translation import glossary

CLAIM = """
INSERT INTO schedule_runs (name, last_run_at) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at
WHERE schedule_runs.last_run_at <= excluded.last_run_at - ?
"""


class Task(msgspec.Struct, frozen=True):
    """`run(context)` every so many microseconds. Like a job it must stand being cut off and run again."""

    name: str
    every: int
    run: Callable[[JobContext], Awaitable[object]]


async def run(context: JobContext, task: Task) -> bool:
    """Run a task if its period is over and no other process took it. False: nothing more to do now."""
    now = clock.now()
    if await context.db.write(lambda tx: tx.run(CLAIM, task.name, now, task.every)):
        outcome = "failed"
        try:
            await task.run(context)
            outcome = "done"
        finally:
            metrics.observe_task(task.name, outcome)
    return False


def pause(task: Task) -> float:
    """Seconds between two looks at a task: often enough to be on time, rarely enough to cost nothing."""
    return max(0.5, min(task.every / clock.SECOND / 4, 60.0))


async def _end_suspensions(context: JobContext) -> None:
    while await context.db.write(moderation.end_suspensions):
        pass


async def _close_accounts(context: JobContext) -> None:
    while await context.db.write(_close_some):
        pass


async def _close_some(tx: Tx) -> int:
    closed = await accounts.close_due(tx)
    for account_id in closed:
        await upkeep.erase_later(tx, account_id)
    return len(closed)


async def _sweep_media(context: JobContext) -> None:
    await context.db.write(lambda tx: jobs.enqueue(tx, "media.sweep", unique_key="media.sweep"))


async def _look_around(context: JobContext) -> None:
    counted = {(queue, state): count for queue, state, count in await jobs.waiting(context.db.read)}
    for queue in (jobs.DEFAULT, *media.QUEUES):
        metrics.set_gauge("jobs_waiting", counted.get((queue, "ready"), 0), queue)
        metrics.set_gauge("jobs_failed", counted.get((queue, "failed"), 0), queue)
    queued = await translation.queued(context.db.read_slow)
    for urgency, name in enumerate(("in_advance", "hot", "asked")):
        metrics.set_gauge("translations_waiting", queued.get(("ready", urgency), 0), name)
    metrics.set_gauge("translations_failed", sum(queued[key] for key in queued if key[0] == "failed"))
    metrics.set_gauge("events_waiting", await outbox.waiting(context.db.read))
    metrics.set_gauge("database_bytes", await database_bytes(context.db))
    metrics.set_gauge("disk_free_bytes", shutil.disk_usage(context.settings.data).free)


async def _suggest_links(context: JobContext) -> None:
    await topics.suggest_by_meaning(context.db, await glossary.load(context.db.read_slow))


TASKS = (
    Task("database.checkpoint", 2 * clock.SECOND, lambda context: checkpoint(context.db)),
    Task("feeds.refresh", 3 * clock.SECOND, lambda context: feeds.refresh(context.db)),
    Task("search.refresh", 3 * clock.SECOND, lambda context: search.refresh(context.db)),
    Task("topics.rank", 2 * clock.MINUTE, lambda context: topics.refresh_ranking(context.db)),
    Task("topics.recount", 10 * clock.MINUTE, lambda context: topics.recount(context.db)),
    Task("topics.suggest_links", clock.HOUR, _suggest_links),
    Task("metrics.look", 15 * clock.SECOND, _look_around),
    Task("disk.sample", clock.HOUR, lambda context: upkeep.sample_disk(context.db, context.settings)),
    Task("translation.ahead", clock.MINUTE, upkeep.translate_ahead),
    Task("translation.sweep", clock.HOUR, lambda context: context.db.write(translation.sweep)),
    Task("translation.audit", clock.DAY, upkeep.audit_translations),
    Task("feeds.sweep", 15 * clock.MINUTE, lambda context: feeds.sweep(context.db)),
    Task("idempotency.sweep", clock.HOUR, lambda context: context.db.write(idempotency.sweep)),
    Task("accounts.sweep", clock.HOUR, lambda context: context.db.write(accounts.sweep_sessions)),
    Task("accounts.close", clock.HOUR, _close_accounts),
    Task("accounts.reinstate", clock.MINUTE, _end_suspensions),
    Task("jobs.sweep", clock.DAY, lambda context: context.db.write(jobs.sweep)),
    Task("media.sweep", clock.HOUR, _sweep_media),
)
