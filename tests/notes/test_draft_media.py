"""Uploads of a draft outlive the sweep as long as some draft needs them, and no longer."""

from __future__ import annotations

from vermilion import notes
from vermilion.infra.db import Db
from vermilion.notes import Attached, Publication

ALICE = 11


async def held(db: Db) -> set[int]:
    return {row[0] for row in await db.read.all("SELECT id FROM media WHERE held_at IS NOT NULL")}


def of(*media_ids: int, cover_id: int | None = None) -> Publication:
    return Publication(media=[Attached(media_id, "") for media_id in media_ids], cover_id=cover_id)


async def test_drafts_hold_their_uploads(db: Db) -> None:
    insert = """
    INSERT INTO media (id, owner_id, purpose, kind, state, bytes, created_at)
    VALUES (?, ?, 'note', 'picture', 'waiting', 0, 0)
    """
    await db.write(lambda tx: tx.many(insert, [(number, ALICE) for number in (1, 2, 3, 4)] + [(9, ALICE + 1)]))
    first = await db.write(lambda tx: notes.save_draft(tx, ALICE, of(1, 2, 9, cover_id=4)))
    second = await db.write(lambda tx: notes.save_draft(tx, ALICE, of(2, 3)))
    assert await held(db) == {1, 2, 3, 4}
    await db.write(lambda tx: notes.save_draft(tx, ALICE, of(1), first.id))
    assert await held(db) == {1, 2, 3}
    assert await db.write(lambda tx: notes.delete_draft(tx, ALICE, second.id))
    assert not await db.write(lambda tx: notes.delete_draft(tx, ALICE + 1, first.id))
    assert await held(db) == {1}
