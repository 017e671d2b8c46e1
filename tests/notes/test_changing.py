"""Edits and deletions to the end: who is told, what comes back, what stays behind."""

from __future__ import annotations

import pytest
from tests import permits
from tests.conftest import Cast

from vermilion import media, notes
from vermilion.audience import Action
from vermilion.infra import outbox
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Invalid, NotFound
from vermilion.notes import Attached, Publication

READY = """
INSERT INTO media (id, owner_id, purpose, kind, state, bytes, created_at)
VALUES (?, ?, 'note', 'picture', 'ready', 0, 0)
"""


async def published(db: Db, cast: Cast, given: Publication) -> int:
    return (await db.write(lambda tx: notes.publish(tx, cast.alice, given))).id


async def edited(db: Db, cast: Cast, note_id: int, given: Publication) -> None:
    permit = permits.on_note(cast.alice.id, Action.EDIT, note_id, cast.alice.id)
    await db.write(lambda tx: notes.edit(tx, permit, given))


async def deleted(db: Db, cast: Cast, note_id: int) -> None:
    permit = permits.on_note(cast.alice.id, Action.DELETE, note_id, cast.alice.id)
    await db.write(lambda tx: notes.delete(tx, permit))


async def test_pictures_of_earlier_versions_go_with_the_note(db: Db, cast: Cast) -> None:
    await db.write(lambda tx: tx.many(READY, [(number, cast.alice.id) for number in (1, 2)]))
    note_id = await published(db, cast, Publication(text="two", media=[Attached(1), Attached(2)]))
    await edited(db, cast, note_id, Publication(text="one", media=[Attached(2)]))
    await deleted(db, cast, note_id)
    assert await media.by_ids(db.read, [1, 2]) == {}


async def test_a_deleted_note_takes_no_words(db: Db, cast: Cast) -> None:
    note_id = await published(db, cast, Publication(text="gone"))
    await deleted(db, cast, note_id)
    with pytest.raises(NotFound):
        await edited(db, cast, note_id, Publication(text="back"))
    assert (await notes.by_ids(db.read, [note_id]))[note_id].text == ""


async def test_who_is_mentioned_is_told_when_a_note_is_shown(db: Db, cast: Cast) -> None:
    """Also when they were mentioned while it was its author's own."""
    note_id = await published(db, cast, Publication(text="for @bob", visibility="self"))
    await edited(db, cast, note_id, Publication(text="for @bob"))
    await db.write(lambda tx: outbox.consume(tx, db.wiring))
    assert await db.read.value("SELECT kind FROM notifications WHERE account_id = ?", cast.bob.id) == "mentioned"


@pytest.mark.parametrize("language", ["", "english please", "zh\x00", "EN", "e" * 400])
async def test_a_language_is_a_tag(db: Db, cast: Cast, language: str) -> None:
    async def work(tx: Tx) -> None:
        await notes.publish(tx, cast.alice, Publication(text="words", language=language))

    with pytest.raises(Invalid):
        await db.write(work)
