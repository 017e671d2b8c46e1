"""Durable work for later: rows of `jobs`, leased by a worker, tried again with growing pauses, at least once.

A room registers its jobs in its `jobs.py`; the worker process runs a queue each. A job that is killed half-way is
leased again once its lease is over, so every job must stand being run twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import msgspec

from vermilion.infra import clock, ids, metrics
from vermilion.infra.db.types import Db, Reader, Tx
from vermilion.infra.log import get_logger

if TYPE_CHECKING:
    from vermilion.infra.settings import Settings
    from vermilion.infra.storage import Storage

DEFAULT = "default"
# Renewed while a job runs; short, so that the work of a killed process is soon taken up by another.
LEASE = 30 * clock.SECOND
LONGEST_PAUSE = 10 * clock.MINUTE
FAILED_KEPT = 30 * clock.DAY
DUE = "SELECT id FROM jobs WHERE queue = ? AND state = 'ready' AND run_at <= ? ORDER BY run_at LIMIT ?"
DUE_LOCKED = DUE + " FOR UPDATE SKIP LOCKED"
log = get_logger("jobs")


class JobContext(msgspec.Struct, frozen=True):
    """What a job may use; `attempt` counts from 1, `last` says that no other attempt will follow."""

    db: Db
    storage: Storage
    settings: Settings
    attempt: int = 1
    last: bool = False


Run = Callable[..., Awaitable[None]]


class _Job(msgspec.Struct, frozen=True):
    name: str
    queue: str
    max_attempts: int
    run: Run


_registered: dict[str, _Job] = {}


def job(name: str, *, queue: str = DEFAULT, max_attempts: int = 5) -> Callable[[Run], Run]:
    """Register `async def run(ctx, **payload)` under a stable name."""

    def register(run: Run) -> Run:
        _registered[name] = _Job(name, queue, max_attempts, run)
        return run

    return register


def names() -> list[str]:
    """Every registered job."""
    return sorted(_registered)


async def enqueue(tx: Tx, name: str, *, delay: int = 0, unique_key: str | None = None, **payload: Any) -> None:
    """Ask for a job once this transaction is committed; `delay` in microseconds. While a job with the same
    `unique_key` still waits or runs, another is not added."""
    kind = _registered[name]
    now = clock.now()
    await tx.run(
        """
        INSERT INTO jobs (id, queue, name, payload, unique_key, run_at, max_attempts, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (unique_key) DO NOTHING
        """,
        ids.new_id(),
        kind.queue,
        name,
        msgspec.msgpack.encode(payload),
        unique_key,
        now + delay,
        kind.max_attempts,
        now,
    )


async def any_due(reader: Reader, queue: str) -> bool:
    """Whether it is worth while to lease; costs no write."""
    return bool(await reader.all(DUE, queue, clock.now(), 1))


async def waiting(reader: Reader) -> list[tuple[str, str, int]]:
    """How many jobs there are: (queue, state, count); state is ready or failed."""
    return [tuple(row) for row in await reader.all("SELECT queue, state, count(*) FROM jobs GROUP BY queue, state")]


async def sweep(tx: Tx) -> int:
    """Forget jobs that were given up a month ago; returns how many."""
    return await tx.run("DELETE FROM jobs WHERE state = 'failed' AND run_at < ?", clock.now() - FAILED_KEPT)


async def run_due(context: JobContext, queue: str = DEFAULT, limit: int = 20) -> int:
    """Lease what is due and run it, one after the other; returns how many ran."""
    leased = await context.db.write(lambda tx: _lease(tx, queue, limit))
    for identifier, name, payload, attempts, max_attempts in leased:
        await _run(context, identifier, name, payload, attempts, max_attempts)
    return len(leased)


async def _lease(tx: Tx, queue: str, limit: int) -> list[Any]:
    now = clock.now()
    due = await tx.all(DUE_LOCKED if tx.dialect == "postgres" else DUE, queue, now, limit)
    if not due:
        return []
    # A lease is nothing but a later `run_at`: when the worker dies, the job is simply due again.
    return await tx.all(
        """
        UPDATE jobs SET run_at = ?, attempts = attempts + 1 WHERE id IN ids(?)
        RETURNING id, name, payload, attempts, max_attempts
        """,
        now + LEASE,
        [row[0] for row in due],
    )


async def _run(
    context: JobContext, identifier: int, name: str, payload: bytes, attempts: int, max_attempts: int
) -> None:
    began = time.perf_counter()
    outcome = "failed"
    renewing = asyncio.create_task(_renew(context.db, identifier))
    try:
        given = msgspec.structs.replace(context, attempt=attempts, last=attempts >= max_attempts)
        await _registered[name].run(given, **msgspec.msgpack.decode(payload))
    except Exception as error:
        log.warning("job_failed", job=name, id=identifier, attempt=attempts, exc_info=True)
        reason = f"{type(error).__name__}: {error}"[:500]
        await context.db.write(lambda tx: _put_off(tx, identifier, attempts, max_attempts, reason))
    else:
        outcome = "done"
        await context.db.write(lambda tx: tx.run("DELETE FROM jobs WHERE id = ?", identifier))
    finally:
        metrics.observe_job(name, outcome, time.perf_counter() - began)
        renewing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await renewing


async def _renew(db: Db, identifier: int) -> None:
    """Keep the lease of a long job while its worker lives."""
    while True:
        await asyncio.sleep(LEASE / 3 / clock.SECOND)
        await db.write(
            lambda tx: tx.run("UPDATE jobs SET run_at = ? WHERE id = ?", clock.now() + LEASE, identifier)
        )


async def _put_off(tx: Tx, identifier: int, attempts: int, max_attempts: int, reason: str) -> None:
    if attempts >= max_attempts:
        sql = "UPDATE jobs SET state = 'failed', error = ?, unique_key = NULL, run_at = ? WHERE id = ?"
    else:
        sql = "UPDATE jobs SET error = ?, run_at = ? WHERE id = ?"
    pause = min(clock.SECOND << attempts, LONGEST_PAUSE)
    await tx.run(sql, reason, clock.now() + pause, identifier)
