"""Drafts, as a program keeps and throws them away."""

from __future__ import annotations

from tests.api.conftest import Programs
from tests.conftest import Cast

from vermilion.infra.db import Db

WAITING = """
INSERT INTO media (id, owner_id, purpose, kind, state, bytes, created_at)
VALUES (1, ?, 'note', 'picture', 'waiting', 0, 0)
"""


async def test_an_upload_stays_held_while_another_draft_needs_it(programs: Programs, cast: Cast, db: Db) -> None:
    await db.write(lambda tx: tx.run(WAITING, cast.alice.id))
    first, second = [
        (await programs.alice.post("/v1/drafts", json={"title": title, "media": [{"id": "1"}]})).json()["id"]
        for title in ("first", "second")
    ]
    assert (await programs.bob.delete(f"/v1/drafts/{first}")).status_code == 404
    assert (await programs.alice.delete(f"/v1/drafts/{first}")).status_code == 204
    assert (await programs.alice.delete(f"/v1/drafts/{first}")).status_code == 404
    assert await db.read.value("SELECT held_at FROM media WHERE id = 1") is not None
    assert (await programs.alice.put(f"/v1/drafts/{second}", json={"title": "second"})).status_code == 200
    assert await db.read.value("SELECT held_at FROM media WHERE id = 1") is None
