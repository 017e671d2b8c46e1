"""SQLite: reads run inline, writes of one moment share one commit.

A batch of write verbs runs on the event loop (each in its savepoint), then a thread makes the commit durable while
the loop goes on; requests are answered after it. Statements stay on one thread, so the writer and the readers of a
process never fight for the interpreter lock; the measured comparison is in docs/decisions/0002.
A blocking file lock around each batch keeps worker processes from starving each other in SQLite's busy handler.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import queue
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from vermilion.infra import metrics, outbox
from vermilion.infra.db import dialects
from vermilion.infra.db.sqlite_reading import RememberingReader, SqliteReader, SqliteThreadsReader, connect
from vermilion.infra.db.types import Dialect, Reader, Tx
from vermilion.infra.errors import Unavailable
from vermilion.infra.events import Event, Wiring

T = TypeVar("T")
BATCH_UNITS = 128
BATCH_SECONDS = 0.008
DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


class SqliteTx(SqliteReader):
    """Reads and writes inside the batch's transaction."""

    committed = False

    def __init__(self, connection: sqlite3.Connection, wiring: Wiring) -> None:
        super().__init__(connection)
        self._executemany = connection.executemany
        self._wiring = wiring

    async def run(self, sql: str, *args: Any) -> int:
        return self._execute(*dialects.for_sqlite(sql, args)).rowcount

    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._executemany(sql, rows)

    async def emit(self, event: Event) -> None:
        await outbox.emit(self, self._wiring, event)


class _Unit:
    """A write verb that waits for its turn, then for the commit."""

    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Callable[[Tx], Awaitable[Any]], future: asyncio.Future[Any]) -> None:
        self.work = work
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None


class SqliteDb:
    """One process's open SQLite file."""

    dialect: Dialect = "sqlite"

    def __init__(self, path: Path, wiring: Wiring) -> None:
        self.path = path
        self.wiring = wiring
        self._connection = connect(path, readonly=False)
        self._reading = connect(path, readonly=True)
        self._tx = SqliteTx(self._connection, wiring)
        self._lock = os.open(lock_path(path), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[_Unit] = deque()
        self._under_way = False
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._committer, name="committer", daemon=True)
        self._thread.start()
        self._slow = SqliteThreadsReader(path)
        self._remembering = RememberingReader(self._reading)

    @property
    def read(self) -> Reader:
        return self._remembering

    @property
    def read_slow(self) -> Reader:
        return self._slow

    async def write(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        unit = _Unit(work, self._loop.create_future())
        self._waiting.append(unit)
        if not self._under_way:
            self._under_way = True
            self._calls.put(self._open_batch)
        result: T = await unit.future
        return result

    async def close(self) -> None:
        while self._under_way:  # noqa: ASYNC110 - at shutdown only, not worth an event on the hot path
            await asyncio.sleep(0.005)
        self._calls.put(None)
        await asyncio.to_thread(self._thread.join)
        self._slow.close()
        self._reading.close()
        self._connection.close()
        os.close(self._lock)

    # A batch: open (thread) -> run (loop) -> commit (thread) -> answer (loop), then the next if any wait.

    def _committer(self) -> None:
        while (call := self._calls.get()) is not None:
            call()

    def _open_batch(self) -> None:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            self._connection.execute("BEGIN IMMEDIATE")
        except (OSError, sqlite3.Error) as error:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
            self._loop.call_soon_threadsafe(self._refuse_waiting, error)
        else:
            self._loop.call_soon_threadsafe(self._run_batch)

    def _run_batch(self) -> None:
        batch: list[_Unit] = []
        until = time.perf_counter() + BATCH_SECONDS
        while self._waiting and len(batch) < BATCH_UNITS and (not batch or time.perf_counter() < until):
            unit = self._waiting.popleft()
            self._run_unit(unit)
            batch.append(unit)
        self._calls.put(lambda: self._commit_batch(batch))

    def _run_unit(self, unit: _Unit) -> None:
        execute = self._connection.execute
        if not self._connection.in_transaction:  # a full disk ended it under a unit before; the commit will say so
            return
        try:
            execute("SAVEPOINT unit")
            unit.result = _drive(unit.work(self._tx))
            execute("RELEASE unit")
        except BaseException as error:  # handed to whoever awaits the unit
            unit.error = error
            try:
                execute("ROLLBACK TO unit")
                execute("RELEASE unit")
            except sqlite3.Error:
                pass  # a full disk rolls the whole transaction back; the commit below will say so

    def _commit_batch(self, batch: list[_Unit]) -> None:
        failure: Exception | None = None
        began = time.perf_counter()
        try:
            self._connection.execute("COMMIT")
            metrics.observe_commit(time.perf_counter() - began, len(batch))
        except sqlite3.Error as error:
            failure = error
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
        self._loop.call_soon_threadsafe(self._answer_batch, batch, failure)

    def _answer_batch(self, batch: list[_Unit], failure: Exception | None) -> None:
        self._remembering.forget()
        if self._waiting:
            self._calls.put(self._open_batch)
        else:
            self._under_way = False
        for unit in batch:
            if unit.future.done():
                continue  # its request was cancelled; what it wrote stands
            if _is_of_the_disk(unit.error):
                unit.future.set_exception(_unavailable(unit.error))
            elif unit.error is not None:
                unit.future.set_exception(unit.error)
            elif failure is not None:
                unit.future.set_exception(_unavailable(failure))
            else:
                unit.future.set_result(unit.result)

    def _refuse_waiting(self, error: Exception) -> None:
        self._under_way = False
        while self._waiting:
            unit = self._waiting.popleft()
            if not unit.future.done():
                unit.future.set_exception(_unavailable(error))


def lock_path(path: Path) -> Path:
    """The file whose lock every writer of a database holds for a batch: web workers, jobs, CLI and restore."""
    return path.with_name(path.name + ".write-lock")


def _drive(awaitable: Awaitable[T]) -> T:
    """Run a write verb to its end. It awaits nothing but `tx`, so it never really suspends."""
    step = awaitable.__await__()
    try:
        next(step)
    except StopIteration as stop:
        result: T = stop.value
        return result
    raise RuntimeError("a write verb may await nothing but its transaction")


def _is_of_the_disk(error: BaseException | None) -> bool:
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in DISK


def _unavailable(error: BaseException | None) -> Unavailable:
    problem = Unavailable("database_unavailable", "The server cannot save right now. Nothing was changed.")
    problem.__cause__ = error
    return problem
