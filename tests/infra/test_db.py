"""One write is one durable transaction; a failing one leaves nothing, and does not harm its neighbours."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from vermilion.infra.db import Db, Tx, checkpoint, checkpointing, migrate, pending
from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.errors import Conflict
from vermilion.infra.events import NOTHING, Event, Wiring
from vermilion.infra.outbox import drain

INSERT = "INSERT INTO server_state (key, value) VALUES (?, ?)"
KEYS = "SELECT key FROM server_state ORDER BY key"


class Happened(Event, frozen=True):
    key: str


@pytest.fixture
def wiring() -> Wiring:
    async def now(tx: Tx, event: Happened) -> None:
        await tx.run(INSERT, f"now {event.key}", "")

    async def later(tx: Tx, event: Happened) -> None:
        await tx.run(INSERT, f"later {event.key}", "")

    return Wiring({Happened: [now]}, {Happened: [later]})


async def test_a_failing_write_changes_nothing_and_spares_its_neighbours(db: Db) -> None:
    async def good(tx: Tx, key: str) -> str:
        await tx.run(INSERT, key, "")
        return key

    async def bad(tx: Tx) -> None:
        await tx.run(INSERT, "half", "")
        raise ValueError("no")

    results = await asyncio.gather(
        db.write(lambda tx: good(tx, "a")), db.write(bad), db.write(lambda tx: good(tx, "b")), return_exceptions=True
    )
    assert results[0] == "a"
    assert isinstance(results[1], ValueError)
    assert results[2] == "b"
    assert [row[0] for row in await db.read.all(KEYS)] == ["a", "b"]


async def test_in_a_crowd_each_has_their_own_answer(db: Db) -> None:
    async def work(tx: Tx, keys: Sequence[str]) -> list[str | Conflict]:
        await tx.many(INSERT, [(key, "") for key in keys if key != "taken"])
        if "bad" in keys:
            raise ValueError("no")
        return [Conflict("taken", "It is taken.") if key == "taken" else key.upper() for key in keys]

    given = ["a", "taken", "b"]
    results = await asyncio.gather(*(db.write_together(work, key) for key in given), return_exceptions=True)
    assert (results[0], results[2]) == ("A", "B")
    assert isinstance(results[1], Conflict)
    given = ["c", "bad", "d", "taken"]
    results = await asyncio.gather(*(db.write_together(work, key) for key in given), return_exceptions=True)
    assert (results[0], results[2]) == ("C", "D")
    assert isinstance(results[1], ValueError)
    assert isinstance(results[3], Conflict)
    assert [row[0] for row in await db.read.all(KEYS)] == ["a", "b", "c", "d"]


async def test_lists_of_any_length(db: Db) -> None:
    await db.write(lambda tx: tx.many(INSERT, [(f"k{n}", "") for n in range(5)]))
    select = "SELECT count(*) FROM server_state WHERE key IN texts(?) AND value = ?"
    for size, count in [(0, 0), (1, 1), (3, 3), (5, 5), (300, 5)]:
        assert await db.read.value(select, [f"k{n}" for n in range(size)], "") == count
        assert await db.read_slow.value(select, [f"k{n}" for n in range(size)], "") == count


async def test_events_reach_both_kinds_of_listeners_once(db: Db) -> None:
    await db.write(lambda tx: tx.emit(Happened("x")))
    assert [row[0] for row in await db.read.all(KEYS)] == ["now x"]
    assert await drain(db) == 1
    assert await drain(db) == 0
    assert [row[0] for row in await db.read.all(KEYS)] == ["later x", "now x"]


async def test_migrations_are_applied_once(db: Db) -> None:
    assert await pending(db) == []
    assert await migrate(db) == []


def test_nothing_listens_by_default() -> None:
    assert not NOTHING.in_tx


async def test_a_checkpoint_lets_the_log_start_over_and_loses_nothing(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpointing, "LARGEST_LOG", 0)
    keys = [f"kept {number:02}" for number in range(50)]
    for key in keys:
        await db.write(lambda tx, key=key: tx.run(INSERT, key, ""))  # type: ignore[misc]  # called at once
    await checkpoint(db)
    await db.write(lambda tx: tx.run(INSERT, "later", ""))
    if isinstance(db, SqliteDb):
        _, pages, _ = db._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        assert pages < 10, "the log has started over"
    assert [row[0] for row in await db.read.all(KEYS)] == [*keys, "later"]
