"""/drafts: one's own pictures and nobody else's, and the way back to them."""

from __future__ import annotations

from tests.conftest import Cast
from tests.web.conftest import Browsers

from vermilion import notes
from vermilion.infra import ids
from vermilion.infra.db import Db, Tx
from vermilion.notes import Attached, Publication

READY = """
INSERT INTO media (id, owner_id, purpose, kind, state, bytes, sizes, created_at)
VALUES (?, ?, 'note', 'picture', 'ready', 0, ?, 0)
"""
SIZES = (
    '[{"name":"small","key":"public/%s/small.webp","width":4,"height":3,"bytes":9},'
    '{"name":"large","key":"public/large.webp","width":4,"height":3,"bytes":9}]'
)


async def test_a_draft_shows_no_pictures_of_others(db: Db, cast: Cast, browsers: Browsers) -> None:
    mine, hers = ids.new_id(), ids.new_id()
    rows = [(mine, cast.bob.id, SIZES % "mine"), (hers, cast.alice.id, SIZES % "hers")]
    await db.write(lambda tx: tx.many(READY, rows))

    async def keep(tx: Tx) -> None:
        for number, media_id in enumerate((mine, hers), 1):
            content = Publication(title=f"draft {number}", media=[Attached(media_id)])
            await notes.save_draft(tx, cast.bob.id, content)

    await db.write(keep)
    shown = (await browsers.bob.get("/drafts")).text
    assert "draft 1" in shown
    assert "draft 2" in shown
    assert "mine/small" in shown
    assert "hers/small" not in shown


async def test_a_draft_is_thrown_away_once(db: Db, cast: Cast, browsers: Browsers) -> None:
    draft = await db.write(lambda tx: notes.save_draft(tx, cast.bob.id, Publication(title="begun")))
    assert (await browsers.alice.send(f"/drafts/{draft.id}/delete")).status_code == 404
    assert (await browsers.bob.send(f"/drafts/{draft.id}/delete")).status_code == 200
    assert (await browsers.bob.send(f"/drafts/{draft.id}/delete")).status_code == 404


async def test_publishing_offers_to_go_on_with_what_was_begun(db: Db, cast: Cast, browsers: Browsers) -> None:
    assert "You have begun a note" not in (await browsers.bob.get("/publish")).text
    content = Publication(title="Half a thought <b>", text="It began")
    kept = await db.write(lambda tx: notes.save_draft(tx, cast.bob.id, content))
    page = (await browsers.bob.get("/publish")).text
    assert f'<a class="link" href="/publish?draft={kept.id}">Half a thought &lt;b&gt;</a>' in page
    going_on = (await browsers.bob.get(f"/publish?draft={kept.id}")).text
    assert "You have begun a note" not in going_on
    assert "It began" in going_on
    assert "You have begun a note" not in (await browsers.alice.get("/publish")).text
