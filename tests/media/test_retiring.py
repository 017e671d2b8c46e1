"""A replaced profile picture does not stay for ever."""

from __future__ import annotations

from tests.conftest import Cast

from vermilion import media
from vermilion.infra import clock, ids
from vermilion.infra.db import Db

INSERT = """
INSERT INTO media (id, owner_id, purpose, kind, state, bytes, created_at, used_at)
VALUES (?, ?, ?, 'picture', 'ready', 1, ?, ?)
"""


async def test_only_ones_own_profile_picture_is_retired(db: Db, cast: Cast) -> None:
    now = clock.now()
    portrait, in_a_note = ids.new_id(), ids.new_id()
    for media_id, purpose in ((portrait, "avatar"), (in_a_note, "note")):
        await db.write(lambda tx, i=media_id, p=purpose: tx.run(INSERT, i, cast.alice.id, p, now, now))  # type: ignore[misc]  # called at once
    await db.write(lambda tx: media.retire(tx, cast.bob.id, portrait))
    assert await db.read.value("SELECT count(*) FROM media WHERE used_at IS NULL") == 0
    await db.write(lambda tx: media.retire(tx, cast.alice.id, portrait))
    await db.write(lambda tx: media.retire(tx, cast.alice.id, in_a_note))
    assert [row[0] for row in await db.read.all("SELECT id FROM media WHERE used_at IS NULL")] == [portrait]
