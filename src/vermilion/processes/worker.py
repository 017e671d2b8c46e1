"""The job worker (jobs, kept events, schedule) and the media worker (the queue `media`, one file after another)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from vermilion import schedule
from vermilion.infra import events, ids, jobs
from vermilion.infra.db import open_db
from vermilion.infra.jobs import JobContext
from vermilion.infra.log import get_logger
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.listeners import WIRING
from vermilion.processes import lifetimes

MEDIA = "media"
# Seconds between two looks when there was nothing to do, and after an error.
IDLE = 0.2
AFTER_ERROR = 2.0
log = get_logger("worker")


async def work(settings: Settings, queue: str) -> None:
    """Run the jobs of a queue until SIGTERM; the default queue's worker also delivers events and keeps the schedule."""
    stopping = lifetimes.stop_event()
    async with opened(settings) as context:
        loops = [_repeat(stopping, "jobs", partial(_run_jobs, context, queue))]
        if queue == jobs.DEFAULT:
            loops.append(_repeat(stopping, "outbox", partial(_deliver, context)))
            loops.extend(
                _repeat(stopping, task.name, partial(schedule.run, context, task), schedule.pause(task))
                for task in schedule.TASKS
            )
        await asyncio.gather(*loops)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[JobContext]:
    """Database and storage as jobs use them, in a process of its own."""
    ids.claim_slot(settings.data / "slots", settings.node)
    db = await open_db(settings.database, WIRING)
    try:
        yield JobContext(db, open_storage(settings.media), settings)
    finally:
        await db.close()


async def _run_jobs(context: JobContext, queue: str) -> bool:
    # One at a time: told to stop, a worker finishes the job it is at and leaves the others to the next.
    return await jobs.any_due(context.db.read, queue) and await jobs.run_due(context, queue, limit=1) > 0


async def _deliver(context: JobContext) -> bool:
    return await events.any_kept(context.db.read) and await events.drain(context.db) > 0


async def _repeat(
    stopping: asyncio.Event, name: str, step: Callable[[], Awaitable[bool]], idle: float = IDLE
) -> None:
    """Do `step` again and again, at once while it finds something to do; an error is told and tried again."""
    while not stopping.is_set():
        try:
            busy = await step()
        except Exception:
            log.exception("worker_failed", loop=name)
            await lifetimes.pause(stopping, AFTER_ERROR)
        else:
            if not busy:
                await lifetimes.pause(stopping, idle)
