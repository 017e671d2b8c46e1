"""A like counts once, and is told of once."""

from __future__ import annotations

import pytest

from vermilion import counters, reactions
from vermilion.audience import Action, Permit, Terms
from vermilion.infra import subject
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event, Wiring

ALICE, BOB = 11, 12
NOTE, COMMENT = 101, 201


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def wiring(told: list[Event]) -> Wiring:
    async def hear(tx: Tx, event: Event) -> None:
        told.append(event)

    return Wiring({reactions.Liked: [hear], reactions.Unliked: [hear], reactions.Shared: [hear]}, {})


def on_note(account_id: int, note_id: int = NOTE) -> Permit:
    return Permit(account_id, Action.LIKE, Terms(subject=subject.note(note_id), author_id=ALICE))


def on_comment(account_id: int) -> Permit:
    home = on_note(account_id).terms
    return Permit(account_id, Action.LIKE, Terms(subject=subject.comment(COMMENT, NOTE), author_id=ALICE, home=home))


async def like(db: Db, account_id: int, note_id: int = NOTE) -> bool:
    return await db.write(lambda tx: reactions.like(tx, on_note(account_id, note_id)))


async def share(db: Db, account_id: int, channel: str) -> None:
    await db.write(lambda tx: reactions.share(tx, on_note(account_id), channel))


async def test_liking_twice_counts_and_tells_once(db: Db, told: list[Event]) -> None:
    assert await like(db, BOB)
    assert not await like(db, BOB)
    assert told == [reactions.Liked(subject.note(NOTE), BOB, ALICE)]
    assert (await counters.load(db.read, "note", [NOTE]))[NOTE].likes == 1
    assert (await counters.load(db.read, "account", [ALICE]))[ALICE].likes == 1
    assert await reactions.liked_among(db.read, "note", [NOTE, 102], BOB) == {NOTE}
    assert await reactions.liked_among(db.read, "note", [NOTE], 0) == set()

    assert await db.write(lambda tx: reactions.unlike(tx, on_note(BOB)))
    assert not await db.write(lambda tx: reactions.unlike(tx, on_note(BOB)))
    assert len(told) == 2
    assert (await counters.load(db.read, "account", [ALICE]))[ALICE].likes == 0


async def test_a_liked_comment_does_not_count_for_its_author(db: Db) -> None:
    assert await db.write(lambda tx: reactions.like(tx, on_comment(BOB)))
    assert (await counters.load(db.read, "comment", [COMMENT]))[COMMENT].likes == 1
    assert (await counters.load(db.read, "account", [ALICE]))[ALICE].likes == 0
    assert await reactions.liked_among(db.read, "comment", [COMMENT], BOB) == {COMMENT}
    assert await reactions.liked_among(db.read, "note", [COMMENT], BOB) == set()


async def test_liked_notes_come_latest_first(db: Db) -> None:
    for note_id in (5, 3, 9, 7):
        await like(db, BOB, note_id)
    first = await reactions.liked_notes_page(db.read, BOB, None, 3)
    assert len(first.items) == 3
    rest = await reactions.liked_notes_page(db.read, BOB, first.next, 3)
    assert first.items + rest.items == [7, 9, 3, 5]
    assert rest.next is None


async def test_every_share_counts_also_a_visitors(db: Db, told: list[Event]) -> None:
    for account_id in (BOB, BOB, 0):
        await share(db, account_id, "link")
    assert (await counters.load(db.read, "note", [NOTE]))[NOTE].shares == 3
    assert told[-1] == reactions.Shared(NOTE, 0, ALICE)
    with pytest.raises(Invalid):
        await share(db, BOB, "pigeon")
