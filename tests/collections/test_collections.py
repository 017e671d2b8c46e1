"""Saving: one tap or into named collections; a member counts once however often they save."""

from __future__ import annotations

import pytest
from tests.permits import on_note

from vermilion import collections, counters
from vermilion.audience import Action, Permit
from vermilion.collections import Collected, Collection, Uncollected
from vermilion.counters import Counts
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Conflict, Invalid, NotFound
from vermilion.infra.events import Event, Wiring

ALICE, BOB, CHARLIE = 11, 12, 13
NOTE = 101


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def wiring(told: list[Event]) -> Wiring:
    async def hear(tx: Tx, event: Event) -> None:
        told.append(event)

    return Wiring({Collected: [hear], Uncollected: [hear]}, {})


async def save(db: Db, note_id: int = NOTE, collection_id: int | None = None) -> Collection:
    permit = on_note(BOB, Action.COLLECT, note_id, ALICE)
    return await db.write(lambda tx: collections.save(tx, permit, collection_id))


async def remove(db: Db, collection_id: int | None = None) -> bool:
    permit = on_note(BOB, Action.COLLECT, NOTE, ALICE)
    return await db.write(lambda tx: collections.remove(tx, permit, collection_id))


async def create(db: Db, name: str, visibility: str = "everyone") -> Collection:
    return await db.write(lambda tx: collections.create(tx, BOB, name, visibility))


def on(account_id: int, action: Action, collection: Collection) -> Permit:
    return Permit(account_id, action, collections.terms_of(collection))


async def counts(db: Db, kind: str, identifier: int) -> Counts:
    return (await counters.load(db.read, kind, [identifier]))[identifier]


async def test_a_note_in_several_collections_counts_once(db: Db, told: list[Event]) -> None:
    saved = await save(db)
    assert (saved.is_default, saved.visibility, saved.owner_id) == (1, "self", BOB)
    assert await save(db) == saved
    tea = await create(db, " Tea ")
    assert (await save(db, NOTE, tea.id)).name == "Tea"
    assert told == [Collected(NOTE, BOB, ALICE)]
    assert (await counts(db, "note", NOTE)).collects == 1
    assert (await counts(db, "account", ALICE)).collects == 1
    assert await collections.collected_among(db.read, [NOTE, 7], BOB) == {NOTE}
    assert await collections.holding(db.read, BOB, NOTE) == {saved.id, tea.id}

    assert await remove(db, tea.id)
    assert not await remove(db, tea.id)
    assert len(told) == 1
    assert await remove(db)
    assert not await remove(db)
    assert told[1:] == [Uncollected(NOTE, BOB, ALICE)]
    assert (await counts(db, "note", NOTE)).collects == 0
    assert (await counts(db, "collection", tea.id)).notes == 0


async def test_deleting_a_collection_keeps_what_it_held(db: Db, told: list[Event]) -> None:
    tea = await create(db, "tea")
    default = await save(db, 1)
    await save(db, 1, tea.id)
    await save(db, 2, tea.id)
    await db.write(lambda tx: collections.follow(tx, on(CHARLIE, Action.FOLLOW, tea)))
    await db.write(lambda tx: collections.delete(tx, on(BOB, Action.DELETE, tea)))
    assert sorted((await collections.items_page(db.read, default.id, None, 5)).items) == [1, 2]
    assert await collections.of_owner(db.read, BOB) == [default]
    assert await counts(db, "collection", tea.id) == Counts()
    assert (await counts(db, "collection", default.id)).notes == 2
    assert len(told) == 2
    with pytest.raises(Conflict):
        await db.write(lambda tx: collections.delete(tx, on(BOB, Action.DELETE, default)))
    with pytest.raises(NotFound):
        await db.write(lambda tx: collections.delete(tx, on(BOB, Action.DELETE, tea)))


async def test_names_and_owners_are_checked(db: Db) -> None:
    for name in ("", " \u200b ", "x" * 41):
        with pytest.raises(Invalid) as refusal:
            await create(db, name)
        assert refusal.value.field == "name"
    with pytest.raises(Invalid):
        await create(db, "tea", "followers")
    theirs = await db.write(lambda tx: collections.create(tx, CHARLIE, "theirs"))
    with pytest.raises(NotFound):
        await save(db, NOTE, theirs.id)
    assert await collections.collected_among(db.read, [NOTE], BOB) == set()


async def test_editing(db: Db) -> None:
    default, tea = await save(db), await create(db, "tea", "self")
    assert (await collections.by_ids(db.read, [tea.id]))[tea.id] == tea
    edited = await db.write(lambda tx: collections.edit(tx, on(BOB, Action.EDIT, tea), "茶", "everyone"))
    assert (await collections.by_ids(db.read, [tea.id]))[tea.id] == edited
    shown = await db.write(lambda tx: collections.edit(tx, on(BOB, Action.EDIT, default), " ", "everyone"))
    assert (shown.name, shown.visibility) == ("", "everyone")
    with pytest.raises(Invalid):
        await db.write(lambda tx: collections.edit(tx, on(BOB, Action.EDIT, tea), " ", "everyone"))


async def test_pages_covers_and_followers(db: Db) -> None:
    tea, empty = await create(db, "tea"), await create(db, "empty")
    for note_id in (5, 3, 9, 7, 4):
        await save(db, note_id, tea.id)
    first = await collections.items_page(db.read, tea.id, None, 3)
    rest = await collections.items_page(db.read, tea.id, first.next, 3)
    assert first.items + rest.items == [4, 7, 9, 3, 5]
    assert await collections.latest_of(db.read, [tea.id, empty.id], 3) == {tea.id: [4, 7, 9], empty.id: []}

    assert await db.write(lambda tx: collections.follow(tx, on(CHARLIE, Action.FOLLOW, tea)))
    assert not await db.write(lambda tx: collections.follow(tx, on(CHARLIE, Action.FOLLOW, tea)))
    assert await collections.followed_among(db.read, CHARLIE, [tea.id, empty.id]) == {tea.id}
    assert (await collections.followed_page(db.read, CHARLIE, None, 5)).items == [tea.id]
    assert await db.write(lambda tx: collections.unfollow(tx, CHARLIE, tea.id))
    assert not await db.write(lambda tx: collections.unfollow(tx, CHARLIE, tea.id))
    assert (await counts(db, "collection", tea.id)) == Counts(notes=5)
