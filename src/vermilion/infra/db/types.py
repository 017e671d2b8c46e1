"""What rooms see of a database. Both engines keep these promises."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Literal, Protocol, TypeVar

from vermilion.infra.errors import Problem
from vermilion.infra.events import Event, Wiring

Row = Sequence[Any]
Item = TypeVar("Item")
T = TypeVar("T")
Dialect = Literal["sqlite", "postgres"]
Held = Literal["accounts", "comments", "media", "notes"]


class Reader(Protocol):
    """Reads rows. `?` marks a value, `IN ids(?)` and `IN texts(?)` take a list of int or str (may be empty)."""

    @property
    def dialect(self) -> Dialect: ...

    @property
    def committed(self) -> bool:
        """Whether all that is read here has been committed, so that it may be cached."""

    @property
    def moment(self) -> int | None:
        """A number that moves whenever anybody has committed; None where only asking would tell. Read it before what
        is kept under it: then that is too new at worst, never too old."""

    def unchanged_since(self, moment: int, kind: str, ids: Iterable[int]) -> bool:
        """Whether none of these things is told to have changed since the moment (`Tx.changed`); False where that is not
        known, so that only asking tells."""

    def told_since(self, moment: int, kind: str, identifier: int) -> list[int] | None:
        """The details of its changes since the moment, in order (`Tx.tell`); None where that is not known."""

    async def all(self, sql: str, *args: Any) -> list[Row]: ...

    async def own(self, sql: str, *args: Any) -> list[Row]:
        """The same, for rows of one person: nobody else will ask for them, so they are not remembered."""

    async def lasting(self, kind: str, sql: str) -> list[Row]:
        """The same, for what rarely changes and tells each change as thing 0 of this kind: remembered until then."""

    async def one(self, sql: str, *args: Any) -> Row | None: ...

    async def value(self, sql: str, *args: Any) -> Any:
        """The first column of the first row; None without a row."""


class Tx(Reader, Protocol):
    """A transaction; its reads see its own writes."""

    async def run(self, sql: str, *args: Any) -> int:
        """Execute and return how many rows were touched."""

    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Execute once for each row of values."""

    async def hold(self, table: Held, ids: Iterable[int]) -> None:
        """Keep these rows as they are until the commit: others who hold or change them wait. Whoever decides by what
        stands there holds it first and reads it then. On SQLite, where writers take turns, it does nothing."""

    def changed(self, kind: str, ids: Iterable[int]) -> None:
        """Tell whoever keeps something of these things; `kind` is a word that both sides agree on."""

    def tell(self, kind: str, identifier: int, detail: int) -> None:
        """The same of one thing, with as much as lets them keep up; every change of the kind is told so."""

    async def emit(self, *events: Event) -> None:
        """Tell listeners of events of one kind: those of this transaction now, the others durably after the commit."""


Verb = Callable[[Tx], Awaitable[T]]
VerbTogether = Callable[[Tx, Sequence[Item]], Awaitable[Sequence[T | Problem]]]  # what came of each item


class Db(Protocol):
    """An open database of one process and one event loop."""

    wiring: Wiring

    @property
    def dialect(self) -> Dialect: ...

    @property
    def read(self) -> Reader:
        """For hot, budgeted queries: on SQLite they run inline, in microseconds."""

    @property
    def read_slow(self) -> Reader:
        """For search, staff, exports and audits: on SQLite they run on threads."""

    async def write(self, work: Verb[T]) -> T:
        """Run `work` as one transaction; returns once its commit is durable. Raises with nothing changed,
        or Doubtful where it was written and nobody knows whether it stays."""

    async def write_together(self, work: VerbTogether[Item, T], item: Item) -> T:
        """The same for what a crowd does at once: `work` may get the items of many who gave the same function. What is
        refused to one of them it returns as a Problem, which is raised to them alone; what it raises itself has it run
        again for each alone."""

    async def close(self) -> None: ...
