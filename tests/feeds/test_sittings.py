"""A sitting in Explore repeats nothing and Following misses nothing, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import Cast

from vermilion import counters, feeds, notes, reactions, relations, topics
from vermilion.accounts import Account
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.edge.context import viewer_of
from vermilion.feeds import following as following_module
from vermilion.feeds import snapshots
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.infra.outbox import drain


async def publish(db: Db, author: Account, text: str = "x", **changes: str) -> int:
    given = notes.Publication(text=text, **changes)  # type: ignore[arg-type]  # category and visibility only
    return (await db.write(lambda tx: notes.publish(tx, author, given))).id


async def like(db: Db, person: Account, note_id: int) -> None:
    viewer = await viewer_of(db, person)

    async def work(tx: Tx) -> None:
        await reactions.like(tx, await permits.note_permit(tx, viewer, note_id, Action.LIKE))

    await db.write(work)


async def test_a_sitting_is_frozen_and_complete(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "LENGTH", 6)  # so that older notes follow the list
    listed = [await publish(db, [cast.alice, cast.bob, cast.charlie][n % 3]) for n in range(9)]
    await feeds.refresh(db)
    seen, place = await feeds.explore_page(db.read, feeds.EVERYTHING, None, 4)
    await publish(db, cast.bob)
    for note_id in listed[:3]:
        await like(db, cast.mo, note_id)
    await drain(db)
    await feeds.refresh(db)
    while place is not None:
        more, place = await feeds.explore_page(db.read, feeds.EVERYTHING, place, 4)
        seen += more
    assert sorted(seen) == listed
    fresh, _ = await feeds.explore_page(db.read, feeds.EVERYTHING, None, 20)
    assert fresh[:2] != seen[:2]
    assert len(fresh) == 10


async def test_a_loved_note_is_scored_anew_when_it_shows(db: Db, cast: Cast) -> None:
    note_id = await publish(db, cast.alice)

    async def liked(times: int) -> int:
        await db.write(lambda tx: counters.bump(tx, "note", note_id, likes=times))
        await db.write(lambda tx: feeds.mark_moved(tx, [note_id]))
        await feeds.refresh(db)
        return int(await db.read.value("SELECT score FROM feed_entries WHERE note_id = ? AND channel = 0", note_id))

    first = await liked(100)
    assert await liked(1) == first
    assert await liked(10) > first
    assert await liked(-110) < first
    assert await db.read.all("SELECT note_id FROM feed_dirty") == []


async def test_likes_move_a_topic_in_time_and_what_enters_at_once(
    db: Db, cast: Cast, live_at: Callable[[int], None]
) -> None:
    first = await publish(db, cast.alice, "#tea")
    second = await publish(db, cast.bob, "#tea")
    tea = await topics.by_name(db.read, "tea")
    assert tea is not None

    async def order(channel: int) -> list[int]:
        await feeds.refresh(db)
        return (await feeds.explore_page(db.read, channel, None, 9))[0]

    async def liked(note_id: int, times: int) -> None:
        await db.write(lambda tx: counters.bump(tx, "note", note_id, likes=times))
        await db.write(lambda tx: feeds.mark_moved(tx, [note_id]))

    channel = feeds.channel_of_topic(tea.id)
    assert await order(channel) == [second, first]
    await liked(first, 100)
    assert await order(feeds.EVERYTHING) == [first, second]
    assert await order(channel) == [second, first]
    live_at(clock.now() + snapshots.STILL)
    assert await order(channel) == [first, second]
    await liked(second, 1000)
    assert await order(channel) == [first, second]
    third = await publish(db, cast.charlie, "#tea")
    assert await order(channel) == [second, first, third]


async def test_following_is_the_same_written_or_merged(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await publish(db, cast.alice)
    monkeypatch.setattr(following_module, "BROADCAST_FROM", 0)  # alice has a follower
    merged = await publish(db, cast.alice)
    monkeypatch.setattr(following_module, "BROADCAST_FROM", 500)
    last = await publish(db, cast.alice)
    assert await feeds.following_page(db.read, cast.bob.id) == [last, merged, before]
    assert await feeds.following_page(db.read, cast.bob.id, before=merged) == [before]
    charlie = await viewer_of(db, cast.charlie)

    async def follow(tx: Tx) -> None:
        await relations.follow(tx, await permits.person_permit(tx, charlie, cast.alice.id, Action.FOLLOW))

    await db.write(follow)
    assert await feeds.following_page(db.read, cast.charlie.id) == [last, merged, before]
    await db.write(lambda tx: relations.unfollow(tx, cast.charlie.id, cast.alice.id))
    assert await feeds.following_page(db.read, cast.charlie.id) == []


async def test_a_note_leaves_its_channels(db: Db, cast: Cast) -> None:
    note_id = await publish(db, cast.alice, "#tea", category="food")
    channel = feeds.channel_of_category("food") or 0
    await feeds.refresh(db)
    assert (await feeds.explore_page(db.read, channel, None, 5))[0] == [note_id]
    alice = await viewer_of(db, cast.alice)

    async def edit(tx: Tx) -> None:
        permit = await permits.note_permit(tx, alice, note_id, Action.EDIT)
        await notes.edit(tx, permit, notes.Publication(text="#tea", category="home"))

    await db.write(edit)
    await feeds.refresh(db)
    assert (await feeds.explore_page(db.read, channel, None, 5))[0] == []
    assert (await feeds.explore_page(db.read, feeds.channel_of_category("home") or 0, None, 5))[0] == [note_id]
