"""News is delivered, also past a listener that fails."""

from __future__ import annotations

import contextlib

import pytest

from vermilion.infra.db import Db, Tx
from vermilion.infra.events import Event, Wiring
from vermilion.infra.outbox import any_kept, deliver

heard: list[str] = []


class Happened(Event, frozen=True):
    key: str


@pytest.fixture
def wiring() -> Wiring:
    async def listen(_: Tx, event: Happened) -> None:
        if event.key in {"bad", "worse"}:
            raise ValueError(event.key)
        heard.append(event.key)

    heard.clear()
    return Wiring({}, {Happened: [listen]})


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
