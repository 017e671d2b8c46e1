"""What moves while the worker scores and ranks is scored and ranked the next time, never forgotten."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.conftest import Cast
from tests.town import publish

from vermilion import counters, feeds, topics
from vermilion.feeds import snapshots
from vermilion.infra.db import Db, Tx

SCORE = "SELECT score FROM feed_entries WHERE note_id = ? AND channel = 0"
FROZEN = "SELECT ids FROM feed_snapshots WHERE channel = ? ORDER BY generation DESC LIMIT 1"


class Meanwhile:
    """Others do something beside a transaction that has come so far; on SQLite they have to wait for its end."""

    def __init__(self, db: Db, work: Callable[[], Awaitable[Any]]) -> None:
        self._db = db
        self._work = work
        self.task: asyncio.Future[Any] | None = None

    async def happens(self) -> None:
        if self.task is None:
            self.task = asyncio.ensure_future(self._work())
            if self._db.dialect == "postgres":
                await asyncio.wait([self.task], timeout=0.5)  # they may have to wait there, too

    async def over(self) -> Any:
        assert self.task is not None
        return await self.task


async def test_a_note_that_enters_while_its_topic_is_ranked(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish(db, cast.alice, "#tea")
    tea = await topics.by_name(db.read, "tea")
    assert tea is not None
    channel = feeds.channel_of_topic(tea.id)
    other = Meanwhile(db, lambda: publish(db, cast.bob, "#tea"))
    freeze = snapshots._freeze

    async def slow(tx: Tx, frozen: int) -> None:
        await freeze(tx, frozen)
        if frozen == channel:
            await other.happens()

    monkeypatch.setattr(snapshots, "_freeze", slow)
    await feeds.refresh(db)
    note = await other.over()
    await feeds.refresh(db)
    assert note.id in array("q", await db.read.value(FROZEN, channel))


async def test_likes_that_come_while_their_note_is_scored(
    db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = await publish(db, cast.alice, "tea")
    await feeds.refresh(db)
    before = await db.read.value(SCORE, note.id)

    async def liked() -> None:
        await db.write(lambda tx: counters.bump(tx, "note", note.id, likes=100))
        await db.write(lambda tx: feeds.mark_moved(tx, [note.id]))

    other = Meanwhile(db, liked)
    load = counters.load

    async def slow(*args: Any) -> Any:
        found = await load(*args)
        await other.happens()
        return found

    monkeypatch.setattr(counters, "load", slow)
    await db.write(lambda tx: feeds.mark_moved(tx, [note.id]))
    await feeds.refresh(db)
    await other.over()
    await feeds.refresh(db)
    assert await db.read.value(SCORE, note.id) > before
    assert await db.read.all("SELECT note_id FROM feed_dirty") == []
