"""Crowds of likes among everything else, at once, some of them cut off or failing: all numbers equal their rows."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Sequence
from typing import cast as typed

import msgspec
import pytest
from tests.conftest import Cast
from tests.town import publish

from vermilion import collections, counters, reactions
from vermilion.accounts import Account
from vermilion.audience import Action, Viewer
from vermilion.cards import liking, marks, permits
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, Tx, open_db
from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.errors import NotFound, Problem
from vermilion.infra.outbox import deliver, drain
from vermilion.listeners import WIRING
from vermilion.notes import Note

ROUNDS = {"sqlite": 20, "postgres": 6}
LIKERS = "SELECT account_id FROM likes WHERE subject_kind = 'note' AND subject_id = ? AND account_id <> ?"
LINE = "SELECT id, actors, actor_count FROM notifications WHERE account_id = ? AND fold_key = ?"
ACTORS = "SELECT actor_id FROM notification_actors WHERE notification_id = ?"
UNREAD = """
SELECT account_id, tab, sum(unread) FROM (
    SELECT account_id, tab, unread FROM notifications UNION ALL SELECT account_id, tab, -unread FROM inbox_unread
) both_sides GROUP BY account_id, tab HAVING sum(unread) <> 0
"""


@pytest.fixture
async def other(db: Db) -> AsyncIterator[Db]:
    """A second process of the house."""
    if not isinstance(db, SqliteDb):
        yield db
        return
    opened = await open_db(f"sqlite:///{db.path}", WIRING)
    yield opened
    await opened.close()


class Crowd:
    """What people do to notes, in either process."""

    def __init__(self, processes: Sequence[Db], viewers: dict[int, Viewer], chance: random.Random) -> None:
        self.processes = processes
        self.viewers = viewers
        self.chance = chance

    def act(self, who: Account, note: Note) -> Awaitable[object]:
        db = self.chance.choice(self.processes)
        do = self.chance.choices((self._like, self._unlike, self._collect), (8, 2, 1))[0]
        return do(db, self.viewers[who.id], note.id)

    async def _like(self, db: Db, viewer: Viewer, note_id: int) -> object:
        verb = self.chance.choice((self._fragile, liking.like_notes))
        return await db.write_together(verb, (viewer, note_id))

    async def _fragile(self, tx: Tx, wishes: Sequence[tuple[Viewer, int]]) -> list[int | Problem]:
        results = await liking.like_notes(tx, wishes)
        if self.chance.random() < 0.15:
            raise ValueError("by chance")
        return results

    async def _unlike(self, db: Db, viewer: Viewer, note_id: int) -> object:
        async def work(tx: Tx) -> bool:
            return await reactions.unlike(tx, await permits.note_permit(tx, viewer, note_id, Action.LIKE))

        return await db.write(work)

    async def _collect(self, db: Db, viewer: Viewer, note_id: int) -> object:
        verb = self.chance.choice((collections.save, collections.remove))

        async def work(tx: Tx) -> None:
            await verb(tx, await permits.note_permit(tx, viewer, note_id, Action.COLLECT), None)

        await db.write(work)
        return None


@pytest.mark.parametrize("seed", range(4))
async def test_numbers_marks_and_news_of_crowds_equal_their_rows(db: Db, other: Db, cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    people = typed("tuple[Account, ...]", msgspec.structs.astuple(cast))
    notes = [
        await publish(db, people[n % 3], f"note #a{n % 3} #b", "followers" if n == 5 else "everyone") for n in range(6)
    ]
    crowd = Crowd((db, other), {who.id: await viewer_of(db, who) for who in people}, chance)
    for _ in range(ROUNDS[db.dialect]):
        acts = [
            asyncio.ensure_future(crowd.act(chance.choice(people), chance.choice(notes)))
            for _ in range(chance.randrange(1, 40))
        ]
        await asyncio.sleep(0)
        for act in acts:
            if chance.random() < 0.03:
                act.cancel()
        for result in await asyncio.gather(*acts, return_exceptions=True):
            assert not isinstance(result, Exception) or isinstance(result, ValueError | NotFound), result
        if chance.random() < 0.5:
            await deliver(chance.choice(crowd.processes))
        await _marks_are_shown(db, crowd, notes)
    await drain(db)
    assert await counters.verify(db.read) == []
    assert await db.read.all(UNREAD) == []
    for note in notes:
        likers = {row[0] for row in await db.read.all(LIKERS, note.id, note.author_id)}
        line = await db.read.one(LINE, note.author_id, f"like:note:{note.id}")
        told = {row[0] for row in await db.read.all(ACTORS, line[0])} if line else set()
        assert told == likers
        assert (line[2] if line else 0) == len(likers)


async def _marks_are_shown(db: Db, crowd: Crowd, notes: Sequence[Note]) -> None:
    """Each sees their own likes on the next page. Of acts cut off it is not known when they end."""
    ids = [note.id for note in notes]
    async with asyncio.timeout(20):
        for viewer in crowd.viewers.values():
            while True:
                shown, _ = await marks.among(db.read, viewer, frozenset(ids))
                if shown == await reactions.liked_among(db.read_slow, "note", ids, viewer.id):
                    break
                await asyncio.sleep(0.01)
