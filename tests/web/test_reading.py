"""Foreign texts for a browser: translated at once or when asked for, labelled, the original always there."""

from __future__ import annotations

import pytest
from tests.conftest import Cast
from tests.web.conftest import Browsers

from vermilion import accounts, comments, feeds, notes, translation
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.comments import NewComment
from vermilion.edge.context import viewer_of
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.notes import Note, Publication
from vermilion.translation import Text, health
from vermilion.translation.health import EngineState, report

TITLE, TEXT = "成都人吃火锅到底点什么", "先下毛肚，七上八下。\n人均 ¥86"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def engines_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REMEMBERED", 0.0)


@pytest.fixture
async def note(db: Db, cast: Cast) -> Note:
    made = await db.write(lambda tx: notes.publish(tx, cast.bob, Publication(title=TITLE, text=TEXT)))
    await feeds.refresh(db)
    return made


async def remember(db: Db, cast: Cast, text: str, said: str, target: str = "en") -> None:
    await db.write(lambda tx: translation.keep_human(tx, Text(text, "zh-Hans"), target, said, cast.mo.id))


async def engine(db: Db) -> None:
    state = EngineState("local", "embedded", "zh-en-1.9", 0, ("zh>en",), "ok", "", clock.now())
    await db.write(lambda tx: report(tx, [state]))


async def say(db: Db, cast: Cast, note: Note, text: str) -> comments.Comment:
    viewer = await viewer_of(db, cast.bob)

    async def work(tx: Tx) -> comments.Comment:
        permit = await permits.note_permit(tx, viewer, note.id, Action.COMMENT)
        return await comments.write(tx, permit, NewComment(text=text))

    return await db.write(work)


async def test_the_switch_of_the_top_bar(browsers: Browsers, db: Db, cast: Cast, note: Note) -> None:
    await remember(db, cast, TITLE, "What Chengdu orders")
    for browser in (browsers.visitor, browsers.alice):
        browser.speaks("en")
        assert "What Chengdu orders" not in (await browser.get("/")).text
        on = await browser.send("/reading", {"translate": "auto"}, Referer="http://test/")
        assert on.url.path == "/"
        assert "Translating into English" in on.text
        assert "Foreign texts are translated at once from now on." in on.text
        assert '<a href="/notes/' in on.text
        assert 'lang="en" title="成都人吃火锅到底点什么" data-source="zh-Hans" data-kind="person">What' in on.text
        assert 'aria-label="translated from Chinese"' in on.text
        off = await browser.send("/reading", {"translate": "ask"}, Referer="http://test/")
        assert "What Chengdu orders" not in off.text
        assert "Foreign texts stay as they are from now on." in off.text
    [alice] = (await accounts.by_ids(db.read, [cast.alice.id])).values()
    assert alice.translate == "ask"


async def test_without_scripts_the_page_comes_back_translated(
    browsers: Browsers, db: Db, cast: Cast, note: Note
) -> None:
    await remember(db, cast, TITLE, "What Chengdu orders")
    await remember(db, cast, TEXT, "Tripe first, seven up, eight down.\n¥86 a head")
    page = await browsers.alice.get(f"/notes/{note.id}")
    assert "What Chengdu orders" not in page.text
    answer = await browsers.alice.send(f"/notes/{note.id}/translation", Referer=str(page.url))
    assert (answer.url.path, answer.url.params["translation"]) == (f"/notes/{note.id}", "shown")
    assert "Translated from" in answer.text
    assert '<span class="pair__source" dir="auto" lang="zh-Hans">先下毛肚，七上八下。</span>' in answer.text
    assert '<span class="pair__target" dir="auto" lang="en">Tripe first, seven up, eight down.</span>' in answer.text
    assert "Moira" in answer.text


async def test_scripts_exchange_the_words_in_place(browsers: Browsers, db: Db, cast: Cast, note: Note) -> None:
    await engine(db)
    place = SCRIPT | {"HX-Target": f"words-{note.id}"}
    page = await browsers.alice.get(f"/notes/{note.id}")
    assert f'hx-post="/notes/{note.id}/translation"' in page.text
    waiting = await browsers.alice.send(f"/notes/{note.id}/translation", None, **place)
    assert "Translating" in waiting.text
    assert f'hx-get="/notes/{note.id}/translation"' in waiting.text
    rows = await db.read.all("SELECT text, target, urgency FROM translation_requests ORDER BY text")
    assert sorted((row[0], row[1]) for row in rows) == sorted([(TITLE, "en"), (TEXT, "en")])
    await remember(db, cast, TITLE, "What Chengdu orders")
    await remember(db, cast, TEXT, "Tripe first")
    there = await browsers.alice.get(f"/notes/{note.id}/translation", **place)
    assert there.text.lstrip().startswith(f'<div class="note__words" id="words-{note.id}">')
    assert "What Chengdu orders" in there.text
    kept = await browsers.alice.get(f"/notes/{note.id}/translation?kept=1", **place)
    assert 'value="original" checked' in kept.text


async def test_where_no_engine_is_people_are_asked(browsers: Browsers, db: Db, note: Note) -> None:
    page = await browsers.alice.get(f"/notes/{note.id}")
    assert "Not translated yet, and no machine here can." in page.text
    assert "Add a translation" in page.text
    assert "Your profile does not say that you read Chinese." in page.text, "why not, in place"
    assert f'href="/notes/{note.id}/translations"' in page.text, "where others help"
    await browsers.alice.send(f"/notes/{note.id}/translation")
    assert await db.read.value("SELECT count(*) FROM translation_requests") == 0
    assert "Add a translation" not in (await browsers.visitor.get(f"/notes/{note.id}")).text


async def test_what_failed_says_so(browsers: Browsers, db: Db, note: Note) -> None:
    await engine(db)
    await browsers.alice.send(f"/notes/{note.id}/translation", None, **SCRIPT)
    failed = "UPDATE translation_requests SET state = 'failed', reason = 'poor', run_at = ?"
    await db.write(lambda tx: tx.run(failed, clock.now() + clock.HOUR))
    page = await browsers.alice.get(f"/notes/{note.id}")
    assert "This could not be translated well." in page.text


async def test_a_thread_is_one_request(browsers: Browsers, db: Db, cast: Cast, note: Note) -> None:
    first = await say(db, cast, note, "太好吃了，谢谢你")
    second = await say(db, cast, note, "下次一起去成都吧")
    english = await say(db, cast, note, "So good, see you there next time")
    await remember(db, cast, first.text, "So tasty, thank you")
    await remember(db, cast, second.text, "Next time let us go to Chengdu together")
    page = await browsers.alice.get(f"/notes/{note.id}")
    assert page.text.count('name="comment" form="thread"') == 2
    ids = [str(first.id), str(second.id), str(english.id), "12", "nonsense"]
    answer = await browsers.alice.send(f"/notes/{note.id}/comments/translations", {"comment": ids}, **SCRIPT)
    assert answer.text.count('hx-swap-oob="true"') == 2
    assert "So tasty, thank you" in answer.text
    assert "太好吃了，谢谢你" in answer.text
    plain = await browsers.alice.send(f"/notes/{note.id}/comments/translations", {"comment": ids})
    assert plain.url.params["translation"] == "shown"
    assert "Next time let us go to Chengdu together" in plain.text


async def test_a_bio_is_read_alike(browsers: Browsers, db: Db, cast: Cast) -> None:
    profile = accounts.Profile(name="Bob", bio="爱吃辣，也爱走路", region="CN", languages=["zh-Hans"])
    await db.write(lambda tx: accounts.edit_profile(tx, cast.bob.id, profile))
    await remember(db, cast, profile.bio, "Loves chilli and long walks")
    answer = await browsers.alice.send("/people/bob/translation", Referer="http://test/people/bob")
    assert "Loves chilli and long walks" in answer.text


async def test_nothing_is_said_of_what_may_not_be_seen(browsers: Browsers, db: Db, cast: Cast) -> None:
    hidden = await db.write(
        lambda tx: notes.publish(tx, cast.bob, Publication(title=TITLE, text=TEXT, visibility="self"))
    )
    for path in (
        f"/notes/{hidden.id}/translation",
        "/notes/12/translation",
        "/notes/x/translation",
        "/comments/12/translation",
        "/people/nobody/translation",
    ):
        assert (await browsers.alice.get(path)).status_code == 404, path
    for path in (f"/notes/{hidden.id}/translation", "/notes/12/translation", "/people/nobody/translation"):
        assert (await browsers.alice.send(path)).status_code == 404, path
