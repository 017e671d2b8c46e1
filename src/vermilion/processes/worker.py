"""The job worker (jobs, kept events, schedule), the media worker (pictures and films, one of each at a time) and the
translators."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from vermilion import media, schedule, translation
from vermilion.infra import jobs, outbox
from vermilion.infra.jobs import JobContext
from vermilion.infra.log import get_logger
from vermilion.infra.settings import Settings
from vermilion.processes import lifetimes
from vermilion.processes.opening import opened

# Seconds between two looks when there was nothing to do, and after an error.
IDLE = 0.2
AFTER_ERROR = 2.0
# Somebody waits for a translation at this moment.
IDLE_TRANSLATOR = 0.05
log = get_logger("worker")


async def do_jobs(settings: Settings) -> None:
    """Ordinary jobs, delivery of events and the schedule, until SIGTERM."""
    stopping = lifetimes.stop_event()
    async with opened(settings) as context:
        lifetimes.settle_memory()
        await asyncio.gather(
            _repeat(stopping, "jobs", partial(_run_jobs, context, jobs.DEFAULT)),
            _repeat(stopping, "outbox", partial(_deliver, context)),
            *(
                _repeat(stopping, task.name, partial(schedule.run, context, task), schedule.pause(task))
                for task in schedule.TASKS
            ),
        )


async def do_media(settings: Settings) -> None:
    """The queues of media beside each other, until SIGTERM. Decoding takes whole seconds of a core, so it stands back
    behind those who serve pages; what it starts inherits that."""
    os.nice(10)
    stopping = lifetimes.stop_event()
    async with opened(settings) as context:
        await asyncio.gather(
            *(_repeat(stopping, queue, partial(_run_jobs, context, queue)) for queue in media.QUEUES)
        )


async def translate(settings: Settings) -> None:
    """Whatever is asked for in other languages, until SIGTERM. Engines in the process take whole cores, so it stands
    back behind everybody: pages are served while texts wait, not the other way round. Models run where nobody else
    wants to; the rest only comes last, for it has its turns to write like everybody."""
    os.nice(19)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(initializer=_only_when_idle))
    stopping = lifetimes.stop_event()
    async with opened(settings) as context, translation.translator(context.db, settings) as engines:
        working = asyncio.gather(
            _repeat(stopping, "translations", engines.do_some, IDLE_TRANSLATOR),
            _repeat(stopping, "engines", engines.look_around, 1.0),
            _repeat(stopping, "packs", engines.fetch_packs, 5.0),
        )
        await stopping.wait()
        with contextlib.suppress(TimeoutError):  # a slow engine's texts are given back
            await asyncio.wait_for(working, lifetimes.DRAIN / 2)


def _only_when_idle() -> None:
    """For this thread and those that it starts; where the system knows such a class (Linux)."""
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


async def _run_jobs(context: JobContext, queue: str) -> bool:
    # One at a time: told to stop, a worker finishes the job it is at and leaves the others to the next.
    return await jobs.any_due(context.db.read, queue) and await jobs.run_due(context, queue, limit=1) > 0


async def _deliver(context: JobContext) -> bool:
    """One batch, then a pause as long as it took: in a flood members' own writes come first, and the rest follows."""
    if not await outbox.any_kept(context.db.read):
        return False
    began = time.monotonic()
    delivered = await outbox.deliver(context.db)
    await asyncio.sleep(time.monotonic() - began)
    return delivered > 0


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
