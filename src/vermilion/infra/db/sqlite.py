"""SQLite: reads run inline, writes of one moment share one commit.

A batch of write verbs runs on the event loop (each in its savepoint) and is committed into the log; a thread then waits
for the disk while this process and others write on, and requests are answered after it. Statements stay on one thread,
so the writer and the readers of a process never fight for the interpreter lock; what was measured is in
docs/decisions/0002.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from vermilion.infra import metrics, outbox
from vermilion.infra.db import dialects
from vermilion.infra.db.sqlite_changes import Told
from vermilion.infra.db.sqlite_reading import RememberingReader, SqliteReader, SqliteThreadsReader, connect
from vermilion.infra.db.sqlite_turns import Commits, Log, Turn
from vermilion.infra.db.sqlite_units import Crowd, Single, Unit, answer, unavailable
from vermilion.infra.db.types import Dialect, Held, Reader, Verb, VerbTogether
from vermilion.infra.errors import Doubtful, Unavailable
from vermilion.infra.events import Event, Wiring

Item = TypeVar("Item")
T = TypeVar("T")
BATCH_UNITS = 128
CROWD = 64  # items that are written together
BATCH_SECONDS = 0.008


class SqliteTx(SqliteReader):
    """Reads and writes inside the batch's transaction."""

    committed = False

    def __init__(self, connection: sqlite3.Connection, wiring: Wiring) -> None:
        super().__init__(connection)
        self._executemany = connection.executemany
        self._wiring = wiring
        self.told = Told()

    async def run(self, sql: str, *args: Any) -> int:
        return self._execute(*dialects.for_sqlite(sql, args)).rowcount

    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._executemany(sql, rows)

    async def hold(self, table: Held, ids: Iterable[int]) -> None:
        """Nobody else writes meanwhile."""

    def changed(self, kind: str, ids: Iterable[int]) -> None:
        self.told.add(kind, ids)

    def tell(self, kind: str, identifier: int, detail: int) -> None:
        self.told.add_detail(kind, identifier, detail)

    async def emit(self, *events: Event) -> None:
        await outbox.emit(self, self._wiring, events)


class SqliteDb:
    """One process's open SQLite file."""

    dialect: Dialect = "sqlite"

    def __init__(self, path: Path, wiring: Wiring) -> None:
        self.path = path = path.resolve()  # the log is beside the file itself, not beside a link to it
        self.wiring = wiring
        self._connection = connect(path, readonly=False)
        # The log is flushed by us, for many commits at once, and moved by the worker: never within a commit.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")
        self._reading = connect(path, readonly=True)
        self._tx = SqliteTx(self._connection, wiring)
        self._turn = Turn(self._connection, path)
        self._log = Log(path)
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Unit] = deque()
        self._crowds: dict[VerbTogether[Any, Any], Crowd] = {}  # those of them that others may still join
        self._writing: asyncio.Task[None] | None = None
        self._committed: list[Unit] = []
        self._flushing = False
        self._doubtful = False
        self.settled_at: int | None = None  # the commit up to which all is in the database (checkpointing.py)
        self._threads = _two_threads()  # one waits for the turn, one for the disk
        self._slow = SqliteThreadsReader(path)
        self._remembering = RememberingReader(self._reading, self._turn.commits)

    @property
    def commits(self) -> Commits:
        return self._turn.commits

    @property
    def read(self) -> Reader:
        return self._remembering

    @property
    def read_slow(self) -> Reader:
        return self._slow

    async def write(self, work: Verb[T]) -> T:
        future: asyncio.Future[T] = self._loop.create_future()
        self._crowds.clear()  # whoever comes from now on comes after this one
        self._enter(Single(work, future))
        return await future

    async def write_together(self, work: VerbTogether[Item, T], item: Item) -> T:
        future: asyncio.Future[T] = self._loop.create_future()
        crowd = self._crowds.get(work)
        if crowd is not None and len(crowd.futures) < CROWD:
            crowd.add(item, future)
        else:
            crowd = self._crowds[work] = Crowd(work, item, future)
            self._enter(crowd)
        return await future

    async def close(self) -> None:
        while self._writing or self._flushing:  # noqa: ASYNC110 - at shutdown only, not worth an event on the hot path
            await asyncio.sleep(0.005)
        self._threads.shutdown()
        self._slow.close()
        self._reading.close()
        self._connection.close()
        self._log.close()
        self._turn.close()

    def _enter(self, unit: Unit) -> None:
        self._waiting.append(unit)
        if self._writing is None:
            self._writing = self._loop.create_task(self._write_waiting())

    # A batch: turn -> run and commit (loop) -> flush (thread) -> answer (loop). The next may run while one is flushed.

    async def _write_waiting(self) -> None:
        """Write batch after batch until none waits. What is ready on the loop comes between two of them."""
        try:
            while self._waiting:
                if self._doubtful or not self._turn.taken():
                    settle = self._doubtful
                    await self._loop.run_in_executor(self._threads, partial(self._turn.wait, settle=settle))
                    if self._doubtful and not settle:  # since then
                        self._turn.forgo()
                        continue
                    self._doubtful = False
                self._run_batch()
                await asyncio.sleep(0)
        except Exception as error:  # whatever it is, nobody waits for ever
            answer(self._waiting, unavailable(error))
            self._waiting.clear()
        finally:
            self._writing = None
            self._crowds.clear()

    def _run_batch(self) -> None:
        batch: list[Unit] = []
        until = time.perf_counter() + BATCH_SECONDS
        self._crowds.clear()  # whoever comes from now on is of the next batch's
        while self._waiting and len(batch) < BATCH_UNITS and (not batch or time.perf_counter() < until):
            batch += self._run_units(self._waiting.popleft())
        try:
            if self._connection.in_transaction:  # else the commit says so, and nothing of it may be told
                self._tx.told.tell(self._connection)
            self._turn.commit()
        except Exception as error:  # whatever it is, the turn goes on without a transaction
            answer(batch, unavailable(error))
            with suppress(sqlite3.Error):  # a full disk has ended it already
                self._connection.execute("ROLLBACK")
        else:
            self._committed += batch
        finally:
            self._turn.give_back()
            self._tx.told.forget()
        self._flush()

    def _flush(self) -> None:
        """Make what is committed durable, unless that is under way: then its turn comes after, together with what else
        is committed until then."""
        if self._flushing or not self._committed:
            return
        self._flushing = True
        batch, self._committed = self._committed, []
        flushed = self._loop.run_in_executor(self._threads, self._log.flush)
        flushed.add_done_callback(partial(self._flushed, batch, time.perf_counter()))

    def _flushed(self, batch: list[Unit], began: float, flushed: asyncio.Future[None]) -> None:
        self._flushing = False
        failure: Unavailable | None = None
        if error := flushed.exception():
            self._doubtful = True
            batch += self._committed  # stands in the log behind what may be missing there
            self._committed = []
            failure = Doubtful()
            failure.__cause__ = error
        else:
            metrics.observe_commit(time.perf_counter() - began, sum(len(unit.futures) for unit in batch))
        answer(batch, failure)
        self._flush()

    def _run_units(self, unit: Unit) -> Iterator[Unit]:
        """The unit that has run, or where it was a crowd's and failed, a unit for each of them."""
        self._run_unit(unit)
        if unit.error is None or len(unit.futures) == 1:
            yield unit
            return
        for alone in unit.apart():
            self._run_unit(alone)
            yield alone

    def _run_unit(self, unit: Unit) -> None:
        execute = self._connection.execute
        if not self._connection.in_transaction:  # a full disk ended it under a unit before; the commit will say so
            return
        try:
            execute("SAVEPOINT unit")
            unit.run(self._tx)
            execute("RELEASE unit")
            self._tx.told.end_unit(stands=True)
        except BaseException as error:  # handed to whoever awaits the unit
            unit.error = RuntimeError(error) if isinstance(error, StopIteration) else error  # no future takes that one
            self._tx.told.end_unit(stands=False)
            with suppress(sqlite3.Error):  # a full disk rolls the whole transaction back; the commit will say so
                execute("ROLLBACK TO unit")
                execute("RELEASE unit")


def _two_threads() -> ThreadPoolExecutor:
    """Both are there from the start, or nothing is: none may be missing when somebody waits to be answered."""
    threads = ThreadPoolExecutor(2, thread_name_prefix="writer")
    meeting = threading.Barrier(2, timeout=10)
    for met in [threads.submit(meeting.wait) for _ in range(2)]:
        met.result()
    return threads
