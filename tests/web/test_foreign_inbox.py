"""The inbox quotes what others wrote in the language of who reads it, if they chose so."""

from __future__ import annotations

from tests.permits import on_note
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import accounts, comments, translation
from vermilion.audience import Action
from vermilion.comments import NewComment
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain
from vermilion.translation import Text

TITLE, SAID = "海辺の図書館を訪ねて", "本当に静かな場所ですね"


async def test_quotes_are_translated_for_those_who_chose_so(browsers: Browsers, db: Db) -> None:
    alice, charlie = browsers.alice.account, browsers.charlie.account
    note = await publish(db, alice, TITLE)
    permit = on_note(charlie.id, Action.COMMENT, note.id, alice.id)
    await db.write(lambda tx: comments.write(tx, permit, NewComment(text=SAID)))
    await drain(db)
    for text, said in ((TITLE, "A library by the sea"), (SAID, "Such a quiet place")):
        await db.write(
            lambda tx, text=text, said=said: translation.keep_human(tx, Text(text, "ja"), "en", said, charlie.id)  # type: ignore[misc]  # called at once
        )
    page = (await browsers.alice.get("/inbox?tab=comments")).text
    assert (SAID in page, TITLE in page, "quiet place" in page) == (True, True, False)
    await db.write(lambda tx: accounts.set_translation(tx, alice.id, translate="auto", translatable=True))
    page = (await browsers.alice.get("/inbox?tab=comments")).text
    assert f'lang="en" title="{SAID}" data-source="ja" data-kind="person"><svg' in page
    assert "Such a quiet place</p>" in page
    assert f">{TITLE}</span>" in page, "what one wrote oneself stays"
    assert page.count('aria-label="translated from Japanese"') == 1
    read = (await browsers.alice.get(f"/notes/{note.id}/comments")).text
    assert (TITLE in read, "A library by the sea" in read, "quiet place" in read) == (True, False, True)
