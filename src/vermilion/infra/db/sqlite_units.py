"""What waits for a turn to write on SQLite: a verb, or the same verb for a crowd."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from vermilion.infra.db.types import Tx, Verb, VerbTogether
from vermilion.infra.errors import Problem, Unavailable

T = TypeVar("T")
DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


class Unit:
    """A write verb that waits for its turn, then for the commit; written wholly or not at all."""

    __slots__ = ("error", "futures", "results")

    def __init__(self, future: asyncio.Future[Any]) -> None:
        self.futures = [future]
        self.results: Sequence[Any] = ()
        self.error: BaseException | None = None

    def run(self, tx: Tx) -> None:
        raise NotImplementedError

    def apart(self) -> Iterator[Unit]:
        """The same for each who waits, where one of them may have failed the others."""
        yield self

    def answer(self, failure: Unavailable | None) -> None:
        """Once it is committed, or `failure` says why it is not."""
        for number, future in enumerate(self.futures):
            if future.done():
                continue  # its request was cancelled; what it wrote stands
            if error := self._error_of(number) or failure:
                future.set_exception(error)
            else:
                future.set_result(self.results[number])

    def _error_of(self, number: int) -> BaseException | None:
        if self.error is not None:
            return unavailable(self.error) if _is_of_the_disk(self.error) else self.error
        return None


class Single(Unit):
    """One verb."""

    __slots__ = ("_work",)

    def __init__(self, work: Verb[Any], future: asyncio.Future[Any]) -> None:
        super().__init__(future)
        self._work = work

    def run(self, tx: Tx) -> None:
        self.results = (_drive(self._work(tx)),)


class Crowd(Unit):
    """Items of many for the same verb."""

    __slots__ = ("_items", "_work")

    def __init__(self, work: VerbTogether[Any, Any], item: Any, future: asyncio.Future[Any]) -> None:
        super().__init__(future)
        self._work = work
        self._items = [item]

    def add(self, item: Any, future: asyncio.Future[Any]) -> None:
        self._items.append(item)
        self.futures.append(future)

    def run(self, tx: Tx) -> None:
        self.results = _drive(self._work(tx, self._items))
        if len(self.results) != len(self._items):
            raise RuntimeError("a verb for many returns what came of each")

    def apart(self) -> Iterator[Unit]:
        for item, future in zip(self._items, self.futures, strict=True):
            yield Crowd(self._work, item, future)

    def _error_of(self, number: int) -> BaseException | None:
        result = self.results[number] if self.results else None
        return result if isinstance(result, Problem) else super()._error_of(number)


def answer(units: Iterable[Unit], failure: Unavailable | None) -> None:
    for unit in units:
        unit.answer(failure)


def unavailable(error: BaseException | None) -> Unavailable:
    problem = Unavailable("database_unavailable", "The server cannot save right now. Nothing was changed.")
    problem.__cause__ = error
    return problem


def _drive(awaitable: Awaitable[T]) -> T:
    """Run a write verb to its end. It awaits nothing but `tx`, so it never really suspends."""
    step = awaitable.__await__()
    try:
        next(step)
    except StopIteration as stop:
        result: T = stop.value
        return result
    step.close()
    raise RuntimeError("a write verb may await nothing but its transaction")


def _is_of_the_disk(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in DISK
