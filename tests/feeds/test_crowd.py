"""A page that is put together once for a crowd shows each reader what a page made for them alone would show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

import pytest
from tests.conftest import Cast

from vermilion import accounts, collections, counters, feeds, notes, reactions, relations
from vermilion.accounts import Account
from vermilion.audience import VISITOR, Action
from vermilion.cards import crowd, permits, writing
from vermilion.cards import feeds as cards
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, Reader, Row, Tx
from vermilion.infra.subject import NOTE

Change = Callable[[Tx], Awaitable[object]]


class Square:
    """Five notes in Explore and everyone who reads them."""

    def __init__(self, db: Db, cast: Cast, note_ids: list[int]) -> None:
        self.db, self.cast, self.note_ids = db, cast, note_ids

    async def do(self, account: Account, change: str, note_id: int) -> None:
        viewer = await viewer_of(self.db, account)

        async def work(tx: Tx) -> None:
            if change in {"like", "unlike"}:
                permit = await permits.note_permit(tx, viewer, note_id, Action.LIKE)
                await (reactions.like if change == "like" else reactions.unlike)(tx, permit)
            elif change == "collect":
                await collections.save(tx, await permits.note_permit(tx, viewer, note_id, Action.COLLECT), None)
            else:
                author = (await notes.by_ids(tx, [note_id]))[note_id].author_id
                await (relations.block if change == "block" else relations.mute)(tx, account.id, author)

        await self.db.write(work)

    async def edit(self, note_id: int, given: notes.Publication) -> None:
        author = await viewer_of(self.db, self.cast.alice)

        async def work(tx: Tx) -> None:
            await notes.edit(tx, await permits.note_permit(tx, author, note_id, Action.EDIT), given)

        await self.db.write(work)

    async def seen(self, account: Account) -> bytes:
        """What the crowd's page shows this reader, after seeing that it is what a page of their own would show."""
        [fresh] = (await accounts.by_ids(self.db.read, [account.id])).values()
        viewer = await viewer_of(self.db, fresh)
        read = self.db.read
        written, after = await cards.ranked_written(read, viewer, feeds.EVERYTHING, None, 20, writing.JSON)
        shown, other = await cards.ranked_shown(read, viewer, feeds.EVERYTHING, None, 20)
        assert written == writing.joined(writing.JSON, shown)
        assert after == other
        return written


@pytest.fixture
async def square(db: Db, cast: Cast) -> Square:
    async def work(tx: Tx) -> list[int]:
        made = []
        for account in (cast.alice, cast.bob, cast.alice, cast.charlie, cast.alice):
            given = notes.Publication(title=f"Noodles by {account.handle}", text="x")
            made.append((await notes.publish(tx, account, given)).id)
        return made

    note_ids = await db.write(work)
    await feeds.refresh(db)
    return Square(db, cast, note_ids)


async def test_everyone_sees_what_a_page_of_their_own_would_show(square: Square) -> None:
    cast, (first, second, *_, last) = square.cast, square.note_ids
    readers = [cast.alice, cast.bob, cast.charlie, cast.mo]
    before = [await square.seen(reader) for reader in readers]
    assert len(set(before)) == 1
    for account, change, note_id in [
        (cast.bob, "like", first),
        (cast.charlie, "like", second),
        (cast.charlie, "collect", second),
        (cast.bob, "unlike", first),
        (cast.charlie, "mute", first),
        (cast.bob, "block", last),
        (cast.mo, "like", second),
    ]:
        await square.do(account, change, note_id)
        pages = [await square.seen(reader) for reader in readers]
    assert b'"liked":true' in pages[2]
    assert pages[2].count(b"Noodles by alice") == 0
    assert pages[3].count(b"Noodles by") == 5


async def test_a_change_by_somebody_else_is_seen_at_once(square: Square) -> None:
    cast, note_id = square.cast, square.note_ids[0]
    assert b"Soup by alice" not in await square.seen(cast.bob)
    await square.edit(note_id, notes.Publication(title="Soup by alice", text="x"))
    assert b"Soup by alice" in await square.seen(cast.bob)
    await square.edit(note_id, notes.Publication(title="Secret by alice", text="x", visibility="self"))
    assert b"Secret by alice" not in await square.seen(cast.bob)
    assert b"Secret by alice" in await square.seen(cast.alice)


async def test_a_page_is_kept_while_nothing_on_it_moves(square: Square) -> None:
    if square.db.dialect == "postgres":
        pytest.skip("moments are told apart on SQLite alone")
    before = await crowd.spread(square.db.read, VISITOR, square.note_ids)
    given = notes.Publication(title="Elsewhere", text="x")
    await square.db.write(lambda tx: notes.publish(tx, square.cast.mo, given))
    kept = await crowd.spread(square.db.read, VISITOR, square.note_ids)
    assert kept is before
    await square.do(square.cast.bob, "like", square.note_ids[0])
    assert await crowd.spread(square.db.read, VISITOR, square.note_ids) is not before


async def test_views_reach_a_page_that_is_kept(square: Square) -> None:
    seen = square.note_ids[1]
    await crowd.spread(square.db.read, VISITOR, square.note_ids)
    await square.db.write(lambda tx: counters.add(tx, NOTE, "views", {seen: 7}))
    page = await crowd.spread(square.db.read, VISITOR, square.note_ids)
    assert sum(counts.views for counts in page.counts) == 7


async def test_a_number_that_moves_there_and_back_while_a_page_is_made(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page is made of is what it is checked by."""
    bob, note_id = square.cast.bob, square.note_ids[0]
    rows = counters.rows

    async def overtaken(reader: Reader, kind: str, ids: Iterable[int]) -> list[Row]:
        found = await rows(reader, kind, ids)
        monkeypatch.undo()
        await square.do(bob, "like", note_id)
        return found

    monkeypatch.setattr(counters, "rows", overtaken)
    await crowd.spread(square.db.read, VISITOR, square.note_ids)
    await square.do(bob, "unlike", note_id)
    page = await crowd.spread(square.db.read, VISITOR, square.note_ids)
    assert [counts.likes for counts in page.counts] == [0] * 5


async def test_what_is_read_stays_and_what_nobody_reads_goes(square: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "KEPT", 2)
    crowd._kept.clear()
    hot, *others = square.note_ids
    page = await crowd.spread(square.db.read, VISITOR, [hot])
    for other in others:
        await crowd.spread(square.db.read, VISITOR, [other])
        assert (None, (hot,)) in crowd._kept
        assert (await crowd.spread(square.db.read, VISITOR, [hot])).ids == page.ids
