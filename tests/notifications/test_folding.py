"""Likes, collects and follows fold into lines that grow, shrink and are counted exactly."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from tests.notifications.conftest import Street
from tests.permits import on_note
from tests.town import publish

from vermilion import notifications, reactions, relations
from vermilion.audience import Action
from vermilion.infra import outbox, subject
from vermilion.infra.db import Tx
from vermilion.infra.db.postgres import PostgresTx
from vermilion.infra.errors import BadRequest
from vermilion.infra.outbox import drain
from vermilion.notifications import queries
from vermilion.notifications.folding import STAYS
from vermilion.reactions import Liked


async def test_likes_of_a_note_are_one_line(street: Street) -> None:
    alice, bob, charlie = street.cast.alice, street.cast.bob, street.cast.charlie
    await street.like(bob)
    await street.like(charlie)
    (line,) = await street.inbox(alice, "likes")
    assert (line.kind, line.subject) == ("liked", subject.note(street.note.id))
    assert (line.actors, line.actor_count, line.unread) == ((charlie.id, bob.id), 2, True)
    unread = await notifications.unread(street.db.read, alice.id)
    assert unread == {"likes": 1, "comments": 0, "followers": 1, "house": 0}


async def test_a_read_line_is_unread_again_with_a_new_actor_and_moves_up(street: Street) -> None:
    alice, bob, charlie = street.cast.alice, street.cast.bob, street.cast.charlie
    await street.like(bob)
    await street.save(bob)
    assert await street.kinds(alice, "likes") == ["collected", "liked"]
    assert await street.read(alice, "likes") == 2
    assert await street.read(alice, "likes") == 0
    await street.like(charlie)
    lines = await street.inbox(alice, "likes")
    assert [(line.kind, line.unread) for line in lines] == [("liked", True), ("collected", False)]
    assert await street.unread(alice, "likes") == 1


async def test_what_is_undone_leaves_the_line(street: Street) -> None:
    alice, bob, charlie = street.cast.alice, street.cast.bob, street.cast.charlie
    await street.like(bob)
    await street.like(charlie)
    await street.like(charlie, undo=True)
    (line,) = await street.inbox(alice, "likes")
    assert (line.actors, line.actor_count) == ((bob.id,), 1)
    await street.like(bob, undo=True)
    assert await street.inbox(alice, "likes") == []
    assert await street.unread(alice, "likes") == 0
    await street.save(bob)
    await street.read(alice, "likes")
    await street.save(bob, undo=True)
    assert await street.inbox(alice, "likes") == []
    assert await street.unread(alice, "likes") == 0


async def test_in_a_flood_a_line_stays_where_it_is(street: Street) -> None:
    alice, bob, charlie, mo = msgspec.structs.astuple(street.cast)
    await street.like(bob)
    await street.save(bob)
    await street.like(charlie)
    assert await street.kinds(alice, "likes") == ["collected", "liked"]
    later = "UPDATE notifications SET updated_at = updated_at - ? WHERE account_id = ?"
    await street.db.write(lambda tx: tx.run(later, STAYS, alice.id))
    await street.like(mo)
    liked, collected = await street.inbox(alice, "likes")
    assert (liked.kind, liked.actors, liked.actor_count) == ("liked", (mo.id, charlie.id, bob.id), 3)
    assert collected.kind == "collected"
    assert await street.unread(alice, "likes") == 2


async def test_a_crowd_delivered_at_once_is_told_apart(street: Street) -> None:
    alice, bob, charlie, mo = msgspec.structs.astuple(street.cast)
    other = await publish(street.db, bob, "Evening market")
    await street.db.write(lambda tx: relations.mute(tx, alice.id, mo.id))

    async def crowd(tx: Tx) -> None:
        for who in (bob, charlie, mo, alice):
            await reactions.like(tx, on_note(who.id, Action.LIKE, street.note.id, alice.id))
            await reactions.like(tx, on_note(who.id, Action.LIKE, other.id, bob.id))

    await street.do(crowd)
    (hers,) = await street.inbox(alice, "likes")
    assert (hers.subject.id, hers.actors, hers.actor_count) == (street.note.id, (charlie.id, bob.id), 2)
    (his,) = await street.inbox(bob, "likes")
    assert (his.subject.id, his.actors, his.actor_count) == (other.id, (alice.id, mo.id, charlie.id), 3)


async def test_a_long_line_keeps_naming_someone(street: Street) -> None:
    alice = street.cast.alice
    fans = range(1001, 1013)

    async def by(fan: int, undo: bool = False) -> None:
        permit = on_note(fan, Action.LIKE, street.note.id, alice.id)
        await street.db.write(lambda tx: (reactions.unlike if undo else reactions.like)(tx, permit))

    for fan in fans:
        await by(fan)
    await drain(street.db)
    (line,) = await street.inbox(alice, "likes")
    assert (line.actors, line.actor_count) == ((1012, 1011, 1010, 1009, 1008), 12)
    for fan in fans[4:]:
        await by(fan, undo=True)
    await drain(street.db)
    (line,) = await street.inbox(alice, "likes")
    assert (sorted(line.actors), line.actor_count) == ([1001, 1002, 1003, 1004], 4)


async def test_followers_of_a_day_are_one_line(street: Street) -> None:
    alice, bob, charlie = street.cast.alice, street.cast.bob, street.cast.charlie
    await street.follow(charlie, alice)
    (line,) = await street.inbox(alice, "followers")
    assert (line.kind, line.actors, line.subject) == ("followed", (charlie.id, bob.id), subject.account(alice.id))
    await street.do(lambda tx: relations.unfollow(tx, charlie.id, alice.id))
    (line,) = await street.inbox(alice, "followers")
    assert line.actors == (bob.id,)


async def test_never_for_oneself_nor_of_the_blocked_and_muted(street: Street) -> None:
    alice, bob, charlie = street.cast.alice, street.cast.bob, street.cast.charlie
    await street.do(lambda tx: relations.block(tx, alice.id, bob.id))
    await street.do(lambda tx: relations.mute(tx, alice.id, charlie.id))
    for who in (alice, bob, charlie):
        await street.like(who)
        await street.save(who)
        await street.follow(who, alice)
        await street.say(who, "hello @alice")
    assert sum((await notifications.unread(street.db.read, alice.id)).values()) == 0
    await street.like(bob, undo=True)
    assert await street.inbox(alice, "likes") == []


async def test_pages(street: Street) -> None:
    alice, bob = street.cast.alice, street.cast.bob
    for number in range(5):
        await street.say(bob, str(number))
    first = await notifications.page(street.db.read, alice.id, "comments", None, 3)
    rest = await notifications.page(street.db.read, alice.id, "comments", first.next, 3)
    assert len({line.id for line in first.items + rest.items}) == 5
    assert rest.next is None
    with pytest.raises(BadRequest):
        await street.inbox(alice, "spam")
    with pytest.raises(BadRequest):
        await street.read(alice, "spam")


async def test_a_crowd_in_one_line_is_named_latest_first_and_once(street: Street) -> None:
    alice, bob, charlie, mo = msgspec.structs.astuple(street.cast)
    thing = subject.note(street.note.id)

    async def liked(*who: int) -> tuple[tuple[int, ...], int]:
        await street.do(lambda tx: notifications.liked(tx, [Liked(thing, each, alice.id) for each in who]))
        (line,) = await street.inbox(alice, "likes")
        return line.actors, line.actor_count

    assert await liked(bob.id, bob.id) == ((bob.id,), 1)
    assert await liked(charlie.id, mo.id, charlie.id, bob.id) == ((mo.id, charlie.id, bob.id), 3)


async def test_machines_that_deliver_beside_each_other_count_once(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of them still at an event when another machine, whose clock is behind, keeps a whole batch before it."""
    db, alice, thing = street.db, street.cast.alice, subject.note(street.note.id)

    async def keep(*identifiers: int) -> None:
        liked = [Liked(thing, 9_000 + identifier, alice.id) for identifier in identifiers]
        rows = [(key, "Liked", msgspec.msgpack.encode(one)) for key, one in zip(identifiers, liked, strict=True)]
        await db.write(lambda tx: tx.many(outbox.KEEP, rows))

    async def count() -> int:
        (line,) = await street.inbox(alice, "likes")
        return line.actor_count

    await keep(1)
    await drain(db)
    assert await count() == 1
    await keep(10_000)
    run = PostgresTx.run

    async def slow(tx: PostgresTx, sql: str, *args: object) -> int:
        if sql == queries.GROW:
            await asyncio.sleep(0.3)
        return await run(tx, sql, *args)

    monkeypatch.setattr(PostgresTx, "run", slow)
    first = asyncio.ensure_future(outbox.deliver(db))
    await asyncio.sleep(0.1)
    await keep(*range(100, 100 + outbox.BATCH))
    await asyncio.gather(first, outbox.deliver(db))
    await drain(db)
    assert await count() == outbox.BATCH + 2
