"""A crowd's likes of one moment are written together; each is still decided, counted and told for itself."""

from __future__ import annotations

import asyncio

import msgspec
from tests.conftest import Cast
from tests.town import publish

from vermilion import counters, notes, notifications, reactions, topics
from vermilion.accounts import Account
from vermilion.audience import VISITOR, Action, Viewer
from vermilion.cards import liking, permits
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.outbox import drain


async def like(db: Db, *wishes: tuple[Viewer, int]) -> list[int | BaseException]:
    crowd = (db.write_together(liking.like_notes, wish) for wish in wishes)
    return await asyncio.gather(*crowd, return_exceptions=True)


async def viewers(db: Db, *people: Account) -> list[Viewer]:
    return [await viewer_of(db, person) for person in people]


async def test_each_is_decided_for_itself(db: Db, cast: Cast) -> None:
    open_to_all = await publish(db, cast.alice, "to all #market")
    for_followers = await publish(db, cast.alice, "to my followers", "followers")
    for_herself = await publish(db, cast.alice, "to myself", "self")
    removed = await publish(db, cast.charlie, "rude")
    alice, bob, charlie, mo = await viewers(db, *msgspec.structs.astuple(cast))

    async def remove(tx: Tx) -> None:
        await notes.remove(tx, await permits.note_permit(tx, mo, removed.id, Action.MODERATE), "harassment")

    await db.write(remove)
    blocking = msgspec.structs.replace(charlie, blocks=frozenset({cast.alice.id}))
    suspended = msgspec.structs.replace(bob, state="suspended")
    results = await like(
        db,
        (bob, open_to_all.id),
        (bob, for_followers.id),
        (charlie, for_followers.id),
        (bob, for_herself.id),
        (charlie, open_to_all.id),
        (blocking, open_to_all.id),
        (suspended, open_to_all.id),
        (VISITOR, open_to_all.id),
        (bob, removed.id),
        (charlie, removed.id),
        (bob, 12345),
        (alice, for_herself.id),
    )
    kinds = ["liked" if isinstance(result, int) else type(result).__name__ for result in results]
    assert kinds == [
        "liked",
        "liked",
        "NotFound",
        "NotFound",
        "liked",
        "NotFound",
        "Forbidden",
        "Unauthenticated",
        "NotFound",
        "Forbidden",
        "NotFound",
        "liked",
    ]
    assert sorted(await reactions.liked_notes(db.read, cast.bob.id, 9)) == sorted([open_to_all.id, for_followers.id])
    numbers = await counters.numbers(db.read, "note", [open_to_all.id, for_followers.id, removed.id, 12345], "likes")
    assert numbers == {open_to_all.id: 2, for_followers.id: 1, removed.id: 0, 12345: 0}
    assert await counters.verify(db.read) == []


async def test_once_is_enough_in_a_crowd_too(db: Db, cast: Cast) -> None:
    note, other = await publish(db, cast.alice, "one #market"), await publish(db, cast.alice, "other #market")
    bob, charlie, mo = await viewers(db, cast.bob, cast.charlie, cast.mo)
    await like(db, (bob, note.id))
    await like(db, (bob, note.id), (charlie, note.id), (charlie, note.id), (mo, other.id), (charlie, other.id))
    await drain(db)
    market = await topics.by_name(db.read, "market")
    assert market is not None
    assert (await counters.numbers(db.read, "topic", [market.id], "likes"))[market.id] == 4
    assert await counters.number(db.read, "account", cast.alice.id, "likes") == 4
    assert await counters.verify(db.read) == []
    lines = (await notifications.page(db.read, cast.alice.id, "likes", None, 9)).items
    told = {line.subject.id: (set(line.actors), line.actor_count) for line in lines}
    assert told == {note.id: ({cast.bob.id, cast.charlie.id}, 2), other.id: ({cast.charlie.id, cast.mo.id}, 2)}
    assert await db.read.value("SELECT count(*) FROM feed_dirty") == 2


async def test_a_crowd_of_which_nobody_may(db: Db, cast: Cast) -> None:
    note = await publish(db, cast.alice, "to myself", "self")
    bob, charlie = await viewers(db, cast.bob, cast.charlie)
    assert [type(result) for result in await like(db, (bob, note.id), (charlie, note.id))] == [NotFound, NotFound]
    assert await db.read.all("SELECT id FROM outbox WHERE event = 'Liked'") == []
