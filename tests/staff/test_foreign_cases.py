"""Moderators read what is reported in languages that they do not know."""

from __future__ import annotations

import pytest
from tests.staff.test_desk import comment_on, report, someone
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import accounts, translation
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.translation import Text, health
from vermilion.translation.health import EngineState
from vermilion.translation.health import report as report_engines

TEXT = "海を見ながら本を読むのが好きです。"
SAID = "I like reading by the sea."


@pytest.fixture(autouse=True)
def engines_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REMEMBERED", 0.0)


async def remember(db: Db, browsers: Browsers, text: str = TEXT) -> None:
    by = someone(browsers.bob).id
    await db.write(lambda tx: translation.keep_human(tx, Text(text, "ja"), "en", SAID, by))


async def engine(db: Db) -> None:
    state = EngineState("local", "embedded", "1.9", 0, ("ja>en",), "ok", "", clock.now())
    await db.write(lambda tx: report_engines(tx, [state]))


async def test_a_case_has_the_translation_beside_the_text(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.charlie), TEXT)
    comment = await comment_on(db, note.id, someone(browsers.charlie), "本当に静かな場所ですね")
    charlie = someone(browsers.charlie)
    profile = accounts.Profile(name="Charlie", bio="東京の小さな本屋で働いています", region="JP", languages=["ja"])
    await db.write(lambda tx: accounts.edit_profile(tx, charlie.id, profile))
    for path, text in (
        (f"note/{note.id}", TEXT),
        (f"comment/{comment}", "本当に静かな場所ですね"),
        (f"account/{charlie.id}", profile.bio),
    ):
        before = (await browsers.mo.get(f"/desk/cases/{path}")).text
        assert (SAID in before, "no machine here can" in before) == (False, True)
        await remember(db, browsers, text)
        after = (await browsers.mo.get(f"/desk/cases/{path}")).text
        assert (text in after, SAID in after, "Translated from Japanese" in after) == (True, True, True), path
        assert 'lang="en" data-source="ja" data-kind="person"' in after


async def test_a_moderator_asks_for_a_translation_from_the_desk(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.charlie), TEXT)
    await engine(db)
    case = f"/desk/cases/note/{note.id}"
    assert f'action="/notes/{note.id}/translation"' in (await browsers.mo.get(case)).text
    answer = await browsers.mo.send(f"/notes/{note.id}/translation", Referer=f"http://test{case}")
    assert answer.url.path == case
    assert "Translating" in answer.text
    assert await db.read.value("SELECT text FROM translation_requests") == TEXT


async def test_the_queue_speaks_the_language_of_those_who_chose_so(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.charlie), TEXT)
    comment = await comment_on(db, note.id, someone(browsers.charlie), TEXT)
    for kind, identifier in (("note", note.id), ("comment", comment)):
        await report(db, someone(browsers.alice), kind, identifier)
    await remember(db, browsers)
    assert SAID not in (await browsers.mo.get("/desk")).text
    mo = someone(browsers.mo)
    await db.write(lambda tx: accounts.set_translation(tx, mo.id, translate="auto", translatable=True))
    page = (await browsers.mo.get("/desk")).text
    assert page.count(f"</svg>{SAID}") == page.count('aria-label="translated from Japanese"') == 2
    case = (await browsers.mo.get(f"/desk/cases/comment/{comment}")).text
    assert f'/desk/notes/{note.id}" lang="en" data-source="ja"' in case
