"""News is delivered, also past a listener that fails."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import pytest

from vermilion.infra.db import Db, Tx
from vermilion.infra.events import Event, Together, Wiring
from vermilion.infra.outbox import any_kept, deliver

heard: list[str] = []


class Happened(Event, frozen=True):
    key: str


class Ended(Event, frozen=True):
    key: str


@pytest.fixture
def wiring() -> Wiring:
    async def listen(_: Tx, event: Happened) -> None:
        if event.key in {"bad", "worse"}:
            raise ValueError(event.key)
        heard.append(event.key)

    async def listen_together(_: Tx, events: Sequence[Ended]) -> None:
        heard.append("+".join(event.key for event in events))
        if "bad" in heard[-1]:
            raise ValueError(heard.pop())

    heard.clear()
    return Wiring({}, {Happened: [listen], Ended: [Together(listen_together), listen]})


async def test_a_failing_event_holds_up_no_other(db: Db) -> None:
    for key in ("first", "bad", "worse", "last"):
        await db.write(lambda tx, key=key: tx.emit(Happened(key)))  # type: ignore[misc]  # called at once
    for _ in range(8):
        with contextlib.suppress(ValueError):
            await deliver(db)
    assert {"first", "last"} <= set(heard)
    kept = await db.read.all("SELECT payload FROM outbox")
    assert len(kept) == 2
    assert await any_kept(db.read)


async def test_a_good_batch_goes_at_once(db: Db) -> None:
    for key in ("first", "last"):
        await db.write(lambda tx, key=key: tx.emit(Happened(key)))  # type: ignore[misc]  # called at once
    assert await deliver(db) == 2
    assert heard == ["first", "last"]
    assert await deliver(db) == 0


async def test_many_of_a_kind_are_told_together_in_their_order(db: Db) -> None:
    for event in (Ended("a"), Ended("b"), Happened("c"), Ended("d")):
        await db.write(lambda tx, event=event: tx.emit(event))  # type: ignore[misc]  # called at once
    assert await deliver(db) == 4
    assert heard == ["a+b", "a", "b", "c", "d", "d"]


async def test_what_fails_together_holds_up_no_other(db: Db) -> None:
    for key in ("bad", "first", "last"):
        await db.write(lambda tx, key=key: tx.emit(Ended(key)))  # type: ignore[misc]  # called at once
    with pytest.raises(ValueError, match="bad"):
        await deliver(db)
    with pytest.raises(ValueError, match="first"):  # the bad one is the last by now
        await deliver(db)
    assert heard == ["first", "first"]
    assert len(await db.read.all("SELECT id FROM outbox")) == 2
