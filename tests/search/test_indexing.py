"""The index follows what is written, and can be made anew."""

from __future__ import annotations

from typing import Any

from vermilion import notes, search
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.edge.context import viewer_of
from vermilion.infra import outbox
from vermilion.infra.db import Db
from vermilion.notes import Note, Publication


async def publish(db: Db, cast: Any, **given: Any) -> Note:
    note = await db.write(lambda tx: notes.publish(tx, cast.alice, Publication(**given)))
    await outbox.drain(db)
    return note


async def found(db: Db, query: str) -> list[int]:
    return (await search.notes(db.read_slow, query, None, 10)).items


async def test_a_note_is_found_by_what_it_says_now(db: Db, cast: Any) -> None:
    note = await publish(db, cast, title="Red door", text="On the old street #卢旺达")
    assert await found(db, "red") == [note.id]
    assert len((await search.topics(db.read_slow, "卢旺达", None, 5)).items) == 1
    alice = await viewer_of(db, cast.alice)
    permit = await permits.note_permit(db.read, alice, note.id, Action.EDIT)
    await db.write(lambda tx: notes.edit(tx, permit, Publication(title="Blue door")))
    assert await found(db, "red") == [note.id]  # until the news of it has come
    await outbox.drain(db)
    assert await found(db, "red") == []
    assert await found(db, "blue") == [note.id]


async def test_a_deleted_note_and_one_kept_to_oneself_are_not_found(db: Db, cast: Any) -> None:
    note = await publish(db, cast, title="Red door")
    alice = await viewer_of(db, cast.alice)
    await publish(db, cast, title="Red diary", visibility="self")
    permit = await permits.note_permit(db.read, alice, note.id, Action.DELETE)
    await db.write(lambda tx: notes.delete(tx, permit))
    await outbox.drain(db)
    assert await found(db, "red") == []


async def test_people_are_found_from_sign_up_on(db: Db, cast: Any) -> None:
    await outbox.drain(db)
    assert (await search.people(db.read_slow, "ali", None, 5)).items == [cast.alice.id]


async def test_everything_can_be_indexed_anew(db: Db, cast: Any) -> None:
    kept = [await publish(db, cast, title=f"Door {number} #doors") for number in range(3)]
    for table in ("search_notes", "search_names"):
        await db.write(lambda tx, table=table: tx.run(f"DELETE FROM {table}"))  # type: ignore[misc]
    assert await found(db, "door") == []
    assert await search.reindex(db) == 3 + 4 + 1
    assert sorted(await found(db, "door")) == [note.id for note in kept]
    assert (await search.people(db.read_slow, "bob", None, 5)).items == [cast.bob.id]
    assert len((await search.topics(db.read_slow, "doors", None, 5)).items) == 1
