"""How somebody reads foreign texts is theirs to choose, and topics are read by each reader's own name."""

from __future__ import annotations

import pytest
from tests.town import publish
from tests.web.conftest import Browser, Browsers

from vermilion import accounts, topics
from vermilion.accounts import Account
from vermilion.cards.reading import reading_of
from vermilion.edge.context import viewer_of
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.topics import Topic
from vermilion.translation import health
from vermilion.translation.health import EngineState

NEWCOMER = {
    "name": "Dana",
    "handle": "dana",
    "email": "dana@example.org",
    "password": "a long sentence",
    "region": "US",
    "first_language": "en",
}


async def account(db: Db, handle: str) -> Account:
    found = await accounts.by_handle(db.read, handle)
    assert found is not None
    return found


async def town(db: Db, alice: Browser, *names: str) -> list[Topic]:
    await publish(db, alice.account, " ".join(f"#{name}" for name in names))
    found = [await topics.by_name(db.read, name) for name in names]
    return [topic for topic in found if topic]


async def test_reading_is_chosen_and_explained(browsers: Browsers, db: Db) -> None:
    assert "No engine translates at present" in (await browsers.alice.get("/settings/reading")).text
    bare = EngineState("local", "embedded", "", 0, (), "ok", "", clock.now())
    await db.write(lambda tx: health.report(tx, [bare]))
    assert "No engine translates at present" in (await browsers.alice.get("/settings/reading")).text, "no packs yet"
    told = [
        EngineState("local", "embedded", "1.9", 0, ("zh>en",), "ok", "", clock.now()),
        EngineState("qwen", "openai", "m", 1, ("*",), "ok", "", clock.now()),
        EngineState("old", "openai", "m", 2, ("*",), "ok", "", clock.now() - clock.HOUR),
    ]
    await db.write(lambda tx: health.report(tx, told))
    page = (await browsers.alice.get("/settings/reading")).text
    assert "what you write does not leave them." in page
    assert "machines: qwen." in page
    await browsers.alice.send("/settings/reading", {"translate": "never"})
    alice = await account(db, "alice")
    assert (alice.translate, alice.translatable) == ("never", False)
    await browsers.alice.send("/settings/reading", {"translate": "auto", "translatable": "1"})
    alice = await account(db, "alice")
    assert (alice.translate, alice.translatable) == ("auto", True)
    assert (await browsers.alice.send("/settings/reading", {"translate": "always"})).status_code == 422
    assert "/sign-in" in str((await browsers.visitor.get("/settings/reading")).url)


async def test_who_never_wants_translations_is_not_offered_any(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.bob.account, "先下毛肚，七上八下，十五秒。")
    told = [EngineState("local", "embedded", "1.9", 0, ("zh-Hans>en",), "ok", "", clock.now())]
    await db.write(lambda tx: health.report(tx, told))
    for choice, offered in (("ask", True), ("never", False), ("auto", True)):
        await browsers.alice.send("/settings/reading", {"translate": choice, "translatable": "1"})
        viewer = await viewer_of(db, await account(db, "alice"))
        assert (reading_of(viewer, "en") is not None) == offered
        page = await browsers.alice.get(f"/notes/{note.id}")
        asks = f'action="/notes/{note.id}/translation"'
        assert (asks in page.text) == (choice == "ask"), choice
    await browsers.alice.send("/settings/reading", {"translate": "never", "translatable": "1"})
    for path in (f"/notes/{note.id}/translation", "/people/bob/translation"):
        assert (await browsers.alice.send(path)).status_code == 404, path
    assert (await browsers.alice.get(f"/notes/{note.id}?translation=shown")).status_code == 200


@pytest.mark.parametrize(("ticked", "reads"), [({}, "ask"), ({"translate": "1"}, "auto")])
async def test_newcomers_choose_too(browsers: Browsers, db: Db, ticked: dict[str, str], reads: str) -> None:
    page = (await browsers.visitor.get("/sign-up")).text
    assert 'name="translate" value="1" checked>' in page  # in sight, and may be ticked away
    wrong = await browsers.visitor.send("/sign-up", NEWCOMER | ticked | {"handle": "a!"})
    assert ('name="translate" value="1" checked>' in wrong.text) == bool(ticked)  # the choice is kept
    answer = await browsers.visitor.send("/sign-up", NEWCOMER | ticked)
    assert answer.status_code == 200
    assert (await account(db, "dana")).translate == reads


async def test_linked_topics_are_one_under_each_readers_name(browsers: Browsers, db: Db) -> None:
    one, other = await town(db, browsers.alice, "OOTD", "穿搭")
    note = await publish(db, browsers.alice.account, "Second one today #穿搭")
    await db.write(lambda tx: topics.link(tx, browsers.mo.account, 0, one.id, other.id))
    await topics.recount(db)
    await topics.refresh_ranking(db)
    browsers.visitor.speaks("zh-Hans")
    chinese = (await browsers.visitor.get("/topics/OOTD")).text
    assert "<title>#穿搭 " in chinese
    assert ">#OOTD</a>" in chinese
    assert 'title="2"' in chinese  # discussions of both, each note once
    index = (await browsers.visitor.get("/topics")).text
    assert (index.count("#穿搭"), index.count("#OOTD")) == (1, 0)
    browsers.visitor.speaks("en")
    english = (await browsers.visitor.get("/topics/穿搭")).text
    assert "<title>#OOTD " in english
    assert "publish?topic=OOTD" in english
    [view] = (await browsers.alice.get(f"/v1/notes/{note.id}")).json()["topics"]
    assert (view["name"], [found["name"] for found in view["equivalents"]]) == ("穿搭", ["OOTD"])


async def test_members_suggest_and_staff_link_on_the_topics_page(browsers: Browsers, db: Db) -> None:
    one, other = await town(db, browsers.alice, "OOTD", "穿搭")
    assert "/topics/OOTD/link" not in (await browsers.visitor.get("/topics/OOTD")).text
    assert "Suggest" in (await browsers.bob.get("/topics/OOTD")).text
    assert (await browsers.bob.send("/topics/OOTD/link", {"other": "nowhere"})).status_code == 422
    assert (await browsers.bob.send("/topics/OOTD/link", {"other": "ootd"})).status_code == 422
    answer = await browsers.bob.send("/topics/OOTD/link", {"other": "#穿搭"})
    assert "A moderator looks at it." in answer.text
    [waiting] = (await topics.suggestions_page(db.read, None, 9)).items
    assert waiting.suggested_by == browsers.bob.account.id
    assert "Linked" in (await browsers.mo.send("/topics/OOTD/link", {"other": "穿搭"})).text
    assert (await topics.suggestions_page(db.read, None, 9)).items == []
    assert {found.topic.id for found in (await topics.equivalents(db.read, [one.id]))[one.id]} == {one.id, other.id}
    assert (await browsers.mo.send("/topics/OOTD/link", {"other": "穿搭"})).status_code == 422
