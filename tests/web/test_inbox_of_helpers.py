"""The inbox tells of translations and corrections in both languages of the interface."""

from __future__ import annotations

from tests.permits import on_note
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import accounts, contributions, notes
from vermilion.audience import Action
from vermilion.contributions import NewCorrection, Offer
from vermilion.infra.db import Db, Tx
from vermilion.infra.outbox import drain
from vermilion.notes import Publication


async def test_who_translates_and_corrects_is_told_of_it(browsers: Browsers, db: Db) -> None:
    alice, bob = browsers.alice, browsers.bob
    note = await publish(db, alice.account, "A bench with an view.")
    edit = on_note(alice.account.id, Action.EDIT, note.id, alice.account.id)

    async def work(tx: Tx) -> None:
        text = "A bench with an view."
        await notes.edit(tx, edit, Publication(text=text, language="en", wants_correction=True))
        permit = on_note(bob.account.id, Action.TRANSLATE, note.id, alice.account.id)
        made = await contributions.offer(tx, permit, Offer(target="zh-Hans", text="有风景的长椅。"))
        await contributions.accept(tx, edit, made.id)
        given = NewCorrection(text="A bench with a view.")
        permit = on_note(bob.account.id, Action.CORRECT, note.id, alice.account.id)
        corrected = await contributions.correct(tx, permit, given)
        await contributions.accept_correction(tx, edit, corrected.id)
        await contributions.thank(tx, edit, corrected.id)

    await db.write(work)
    await drain(db)
    told = {
        alice: (("translated your note", "翻译了你的笔记"), ("corrected your note", "批改了你的笔记")),
        bob: (
            ("accepted your translation", "采纳了你的译文"),
            ("accepted your correction", "采纳了你的批改"),
            ("thanks you for your correction", "感谢你的批改"),
        ),
    }
    for browser, sentences in told.items():
        english = (await browser.get("/inbox?tab=comments")).text
        await db.write(lambda tx, who=browser.account.id: in_chinese(tx, who))  # type: ignore[misc]  # bound at once
        chinese = (await browser.get("/inbox?tab=comments")).text
        for sentence, translated in sentences:
            assert sentence in english
            assert translated in chinese


async def in_chinese(tx: Tx, account_id: int) -> None:
    await accounts.set_preferences(tx, account_id, locale="zh-Hans", theme="system")
