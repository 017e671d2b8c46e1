"""Reading SQLite: inline with a memory for the hot queries, on threads for the slow ones."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from vermilion.infra.db import dialects
from vermilion.infra.db.sqlite_changes import Heard
from vermilion.infra.db.sqlite_turns import Commits
from vermilion.infra.db.types import Dialect, Row

OTHERS = 0.01  # seconds
REMEMBERED = 40_000  # rows
_moments = itertools.count(1)  # never the same for two readers: what is kept under one is of one database


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """A connection set up as the house needs it: WAL, commits durable, large statement cache."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=1024)
    connection.execute("PRAGMA busy_timeout = 10000")
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 1073741824")
    # Only should the worker fail to do it (checkpointing.py): 200 MB.
    connection.execute("PRAGMA wal_autocheckpoint = 50000")
    if readonly:
        connection.execute("PRAGMA query_only = ON")
    return connection


class SqliteReader:
    """Reads on the calling thread."""

    dialect: Dialect = "sqlite"
    committed = True
    moment: int | None = None

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def unchanged_since(self, moment: int, kind: str, ids: Iterable[int]) -> bool:
        return False

    def told_since(self, moment: int, kind: str, identifier: int) -> list[int] | None:
        return None

    async def all(self, sql: str, *args: Any) -> list[Row]:
        return self._execute(*dialects.for_sqlite(sql, args)).fetchall()

    async def own(self, sql: str, *args: Any) -> list[Row]:
        return self._execute(*dialects.for_sqlite(sql, args)).fetchall()

    async def lasting(self, kind: str, sql: str) -> list[Row]:
        return await self.all(sql)

    async def one(self, sql: str, *args: Any) -> Row | None:
        row: Row | None = self._execute(*dialects.for_sqlite(sql, args)).fetchone()
        return row

    async def value(self, sql: str, *args: Any) -> Any:
        row = self._execute(*dialects.for_sqlite(sql, args)).fetchone()
        return None if row is None else row[0]


class RememberingReader:
    """Reads on the calling thread, and remembers the rows for as long as the database stands still.

    So what a thousand readers ask between two commits is looked up once. The house's commits are known at once, by
    their number; others (an operator's) within `OTHERS`, by SQLite's own `PRAGMA data_version`, which costs a lock.
    """

    dialect: Dialect = "sqlite"
    committed = True

    def __init__(self, connection: sqlite3.Connection, commits: Commits) -> None:
        self._execute = connection.execute
        self._commits = commits
        self._number = -1  # of the commits, at the last check
        self._version = -1
        self._moment = 0
        self._checked = 0.0
        self._rows: dict[tuple[str, tuple[Any, ...]], list[Row]] = {}  # all of one moment
        self._held = 0
        self._lasting: dict[str, tuple[int, list[Row]]] = {}  # each of the moment it was read at
        self._heard = Heard(connection)

    @property
    def moment(self) -> int:
        self._look()
        return self._moment

    def unchanged_since(self, moment: int, kind: str, ids: Iterable[int]) -> bool:
        return self._heard.unchanged_since(moment, kind, ids)

    def told_since(self, moment: int, kind: str, identifier: int) -> list[int] | None:
        return self._heard.told_since(moment, kind, identifier)

    async def all(self, sql: str, *args: Any) -> list[Row]:
        return self._remembered(sql, args).copy()

    async def own(self, sql: str, *args: Any) -> list[Row]:
        return self._execute(*dialects.for_sqlite(sql, args)).fetchall()

    async def lasting(self, kind: str, sql: str) -> list[Row]:
        self._look()
        known = self._lasting.get(sql)
        if known is not None and known[0] == self._moment:
            return known[1]
        if known is not None and self._heard.unchanged_since(known[0], kind, (0,)):
            rows = known[1]
        else:
            rows = self._execute(sql).fetchall()
        self._lasting[sql] = self._moment, rows
        return rows

    async def one(self, sql: str, *args: Any) -> Row | None:
        rows = self._remembered(sql, args)
        return rows[0] if rows else None

    async def value(self, sql: str, *args: Any) -> Any:
        rows = self._remembered(sql, args)
        return rows[0][0] if rows else None

    def _remembered(self, sql: str, args: tuple[Any, ...]) -> list[Row]:
        # Looked at every time: rows of an older moment after a new generation would be a cache gone stale.
        self._look()
        spelled = dialects.for_sqlite(sql, args)
        rows = self._rows.get(spelled)
        if rows is None:
            rows = self._rows[spelled] = self._execute(*spelled).fetchall()
            self._held += 1 + len(rows)
        return rows

    def _look(self) -> None:
        number = self._commits.number()
        if number != self._number or number & 1 or time.monotonic() - self._checked > OTHERS:
            self._check(number)

    def _check(self, number: int) -> None:
        """Forget everything if anybody has committed since, or if it has become much."""
        began = time.monotonic()
        version: int = self._execute("PRAGMA data_version").fetchone()[0]
        moved = version != self._version
        if moved or self._held > REMEMBERED:
            self._rows.clear()
            self._held = 0
            if moved:
                self._moment = next(_moments)
                self._heard.listen(self._moment)
        # A look that fails is none: these come last, the number as it was first.
        self._version, self._number, self._checked = version, number, began


class SqliteThreadsReader:
    """Reads on a few threads, each with a connection of its own."""

    dialect: Dialect = "sqlite"
    committed = True
    moment = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._pool = ThreadPoolExecutor(3, thread_name_prefix="read-slow")

    def unchanged_since(self, moment: int, kind: str, ids: Iterable[int]) -> bool:
        return False

    def told_since(self, moment: int, kind: str, identifier: int) -> list[int] | None:
        return None

    async def all(self, sql: str, *args: Any) -> list[Row]:
        rows: list[Row] = await self._on_thread(lambda c: c.execute(*dialects.for_sqlite(sql, args)).fetchall())
        return rows

    async def own(self, sql: str, *args: Any) -> list[Row]:
        return await self.all(sql, *args)

    async def lasting(self, kind: str, sql: str) -> list[Row]:
        return await self.all(sql)

    async def one(self, sql: str, *args: Any) -> Row | None:
        row: Row | None = await self._on_thread(lambda c: c.execute(*dialects.for_sqlite(sql, args)).fetchone())
        return row

    async def value(self, sql: str, *args: Any) -> Any:
        row = await self.one(sql, *args)
        return None if row is None else row[0]

    async def _on_thread(self, query: Callable[[sqlite3.Connection], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._query, query)

    def _query(self, query: Callable[[sqlite3.Connection], Any]) -> Any:
        if not hasattr(self._local, "connection"):
            self._local.connection = connect(self._path, readonly=True)
        return query(self._local.connection)

    def close(self) -> None:
        self._pool.shutdown()
