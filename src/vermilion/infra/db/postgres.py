"""PostgreSQL through asyncpg: a pool, a transaction a write, tried again when another one came in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, get_args

import asyncpg

from vermilion.infra import outbox
from vermilion.infra.db import dialects
from vermilion.infra.db.types import Dialect, Held, Reader, Row, Verb, VerbTogether
from vermilion.infra.errors import Invalid, Problem, Unavailable
from vermilion.infra.events import Event, Wiring

Item = TypeVar("Item")
T = TypeVar("T")
ATTEMPTS = 5
# In the order of their ids, so that two who hold the same never wait for each other crosswise.
HOLD = {table: f"SELECT id FROM {table} WHERE id IN ids(?) ORDER BY id FOR UPDATE" for table in get_args(Held)}  # noqa: S608
LOST = (asyncpg.PostgresConnectionError, ConnectionError)
# A unique key may have been taken after the verb had looked: the second time it looks, it sees that, and says so.
OVERTAKEN = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError, asyncpg.UniqueViolationError)


class PostgresReader:
    """Reads on any connection of the pool."""

    dialect: Dialect = "postgres"
    committed = True
    moment = None

    def __init__(self, source: Any) -> None:
        self._source = source  # a pool or a connection: both have fetch, fetchrow, fetchval

    def unchanged_since(self, moment: int, kind: str, ids: Iterable[int]) -> bool:
        return False

    def told_since(self, moment: int, kind: str, identifier: int) -> list[int] | None:
        return None

    async def all(self, sql: str, *args: Any) -> list[Row]:
        with _told():
            rows: list[Row] = await self._source.fetch(dialects.for_postgres(sql), *args)
        return rows

    async def own(self, sql: str, *args: Any) -> list[Row]:
        return await self.all(sql, *args)

    async def lasting(self, kind: str, sql: str) -> list[Row]:
        return await self.all(sql)

    async def one(self, sql: str, *args: Any) -> Row | None:
        with _told():
            row: Row | None = await self._source.fetchrow(dialects.for_postgres(sql), *args)
        return row

    async def value(self, sql: str, *args: Any) -> Any:
        with _told():
            return await self._source.fetchval(dialects.for_postgres(sql), *args)


class PostgresTx(PostgresReader):
    """Reads and writes on one connection inside one transaction."""

    committed = False

    def __init__(self, connection: Any, wiring: Wiring) -> None:
        super().__init__(connection)
        self._wiring = wiring

    async def run(self, sql: str, *args: Any) -> int:
        with _told():
            status: str = await self._source.execute(dialects.for_postgres(sql), *args)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        with _told():
            await self._source.executemany(dialects.for_postgres(sql), rows)

    async def hold(self, table: Held, ids: Iterable[int]) -> None:
        await self.all(HOLD[table], sorted(set(ids)))

    def changed(self, kind: str, ids: Iterable[int]) -> None:
        """Nobody listens: what is kept is asked about."""

    def tell(self, kind: str, identifier: int, detail: int) -> None:
        """Nobody listens."""

    async def emit(self, *events: Event) -> None:
        await outbox.emit(self, self._wiring, events)


class PostgresDb:
    """One process's pool of connections."""

    dialect: Dialect = "postgres"

    def __init__(self, pool: asyncpg.Pool, wiring: Wiring) -> None:
        self.wiring = wiring
        self.pool = pool
        self.read: Reader = PostgresReader(pool)
        self.read_slow: Reader = self.read

    async def write(self, work: Verb[T]) -> T:
        for attempt in range(ATTEMPTS):
            try:
                async with self.pool.acquire() as connection, connection.transaction():
                    return await work(PostgresTx(connection, self.wiring))
            except OVERTAKEN:
                if attempt == ATTEMPTS - 1:
                    raise
            except LOST as error:
                raise _unavailable() from error
        raise AssertionError("unreachable")

    async def write_together(self, work: VerbTogether[Item, T], item: Item) -> T:
        """Each alone: here they do not wait for each other."""
        (result,) = await self.write(lambda tx: work(tx, [item]))
        if isinstance(result, Problem):
            raise result
        return result

    async def close(self) -> None:
        await self.pool.close()


async def connect(url: str, wiring: Wiring, *, schema: str | None = None) -> PostgresDb:
    """Open a pool; `schema` puts everything into a schema of its own (tests)."""
    settings = {"search_path": schema} if schema else {}
    pool = await asyncpg.create_pool(url, min_size=1, max_size=16, server_settings=settings)
    return PostgresDb(pool, wiring)


@contextmanager
def _told() -> Iterator[None]:
    """What is nobody's mistake in the house, as a problem."""
    try:
        yield
    except asyncpg.CharacterNotInRepertoireError as error:  # the character zero, which no text here can hold
        raise Invalid("invalid_unicode", "This text holds broken characters.") from error
    except LOST as error:
        raise _unavailable() from error


def _unavailable() -> Unavailable:
    return Unavailable("database_unavailable", "The server cannot save right now. Nothing was changed.")
