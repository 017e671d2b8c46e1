"""What an edited note said before, for those who could read it then."""

from __future__ import annotations

from tests.web.conftest import Browsers

from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.edge.context import viewer_of
from vermilion.infra.db import Db, Tx
from vermilion.notes import Note, Publication, edit, publish


async def say(db: Db, browsers: Browsers, *texts: tuple[str, str]) -> Note:
    """A note of alice's, edited through (visibility, text)."""
    alice = browsers.alice.account
    viewer = await viewer_of(db, alice)
    (visibility, first), *later = texts
    note = await db.write(lambda tx: publish(tx, alice, Publication(text=first, visibility=visibility)))
    for visibility, text in later:
        given = Publication(text=text, visibility=visibility)

        async def work(tx: Tx, note_id: int = note.id, given: Publication = given) -> Note:
            return await edit(tx, await permits.note_permit(tx, viewer, note_id, Action.EDIT), given)

        note = await db.write(work)
    return note


async def test_edited_opens_what_was_changed(browsers: Browsers, db: Db) -> None:
    note = await say(db, browsers, ("everyone", "The hut was full."), ("everyone", "The hut was empty."))
    page = (await browsers.visitor.get(f"/notes/{note.id}")).text
    assert f'href="/notes/{note.id}/versions"' in page
    edits = (await browsers.visitor.get(f"/notes/{note.id}/versions")).text
    assert "<del>" in edits
    assert "full" in edits
    assert "empty" in edits


async def test_what_was_private_stays_so(browsers: Browsers, db: Db) -> None:
    note = await say(db, browsers, ("self", "My secret plan"), ("everyone", "A plan"), ("everyone", "Our plan"))
    edits = (await browsers.bob.get(f"/notes/{note.id}/versions")).text
    assert "Our" in edits
    assert "secret" not in edits
    assert "secret" in (await browsers.alice.get(f"/notes/{note.id}/versions")).text
    only = await say(db, browsers, ("self", "Another secret"), ("everyone", "Out now"))
    edits = (await browsers.visitor.get(f"/notes/{only.id}/versions")).text
    assert "No words that you could have read before were changed." in edits
    assert "secret" not in edits
    hidden = await say(db, browsers, ("self", "Mine"), ("self", "Mine alone"))
    assert (await browsers.bob.get(f"/notes/{hidden.id}/versions")).status_code == 404
