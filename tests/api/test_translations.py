"""Programs have notes, threads and bios translated, and look at what stands."""

from __future__ import annotations

import asyncio
import re

import msgspec
import pytest
from tests.api.conftest import Client, Programs, client_of
from tests.api.test_notes import publish
from tests.conftest import Cast

from vermilion import accounts, relations, translation
from vermilion.api import translations as api
from vermilion.edge import translating
from vermilion.edge.gate import Gate
from vermilion.edge.limits import Limits, Rule
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.translation import Text, health
from vermilion.translation.health import EngineState, report

TITLE, TEXT = "成都人吃火锅到底点什么", "先下毛肚，七上八下，十五秒。"
EN_TITLE, EN_TEXT = "What Chengdu orders at hotpot", "Tripe first: seven up, eight down, fifteen seconds."


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REMEMBERED", 0.0)
    monkeypatch.setattr(api, "PATIENCE", 0.05)


async def engine(db: Db, *pairs: str) -> None:
    state = EngineState("local", "embedded", "1.9", 0, pairs, "ok", "", clock.now())
    await db.write(lambda tx: report(tx, [state]))


async def remember(db: Db, cast: Cast, text: str, said: str, scope: int = 0) -> None:
    await db.write(lambda tx: translation.keep_human(tx, Text(text, "zh-Hans", scope), "en", said, cast.mo.id))


async def asked(client: Client, path: str) -> tuple[int, str]:
    """Status, and state or code."""
    answer = await client.put(path)
    body = answer.json()
    return answer.status_code, body.get("state") or body.get("code") or "ready"


async def test_a_note_is_asked_for_once_and_then_there(programs: Programs, db: Db, cast: Cast) -> None:
    note_id = await publish(programs.bob, title=TITLE, text=TEXT)
    path = f"/v1/notes/{note_id}/translations/en"
    assert await asked(programs.charlie, path) == (409, "translation_unavailable")
    await engine(db, "zh>en")
    assert (await programs.charlie.get(path)).json()["code"] == "not_translated"
    assert await asked(programs.charlie, path) == (202, "waiting")
    assert await asked(programs.alice, path) == (202, "waiting")
    look = await programs.alice.get(path)
    assert (look.status_code, look.json()) == (202, {"state": "waiting", "done": 0, "total": 0})
    assert len(await db.read.all("SELECT text_key FROM translation_requests")) == 2  # title and text, however many ask
    await remember(db, cast, TITLE, EN_TITLE)
    await remember(db, cast, TEXT, EN_TEXT)
    for answer in (await programs.charlie.put(path), await programs.alice.get(path)):
        found = answer.json()
        assert (answer.status_code, found["title"], found["text"]) == (200, EN_TITLE, EN_TEXT)
        assert (found["language"], found["source"], found["by"]) == ("en", "zh-Hans", "person")
        assert found["translator"]["handle"] == "moira"


async def test_who_waits_gets_it_as_soon_as_it_is_there(
    programs: Programs, db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "PATIENCE", 30.0)
    note_id = await publish(programs.bob, title=TITLE, text=TEXT)
    await engine(db, "zh>en")
    path = f"/v1/notes/{note_id}/translations/en"
    waiting = [asyncio.create_task(client.put(path)) for client in (programs.alice, programs.charlie)]
    while not await db.read.value("SELECT count(*) FROM translation_requests"):  # noqa: ASYNC110 - a row of theirs
        await asyncio.sleep(0.01)
    assert not any(task.done() for task in waiting)
    await remember(db, cast, TITLE, EN_TITLE)
    await remember(db, cast, TEXT, EN_TEXT)
    for task in waiting:
        answer = await task
        assert (answer.status_code, answer.json()["text"]) == (200, EN_TEXT)


async def test_the_same_stands_beside_the_note(programs: Programs, visitor: Client, db: Db, cast: Cast) -> None:
    note_id = await publish(programs.bob, title=TITLE, text=TEXT)
    await remember(db, cast, TITLE, EN_TITLE)
    await remember(db, cast, TEXT, EN_TEXT)
    plain, translated = [(await visitor.get(f"/v1/notes/{note_id}{query}")).json() for query in ("", "?translate=en")]
    assert (plain["translation"], plain["translation_state"]) == (None, "own")
    assert (translated["translation"]["text"], translated["translation_state"]) == (EN_TEXT, "ready")
    assert translated["text"] == TEXT
    await programs.alice.put("/v1/me/preferences", json={"locale": "en", "theme": "system", "translate": "auto"})
    assert (await programs.alice.get("/v1/me")).json()["translate"] == "auto"
    assert (await programs.alice.get(f"/v1/notes/{note_id}")).json()["translation"]["text"] == EN_TEXT


async def test_a_translator_is_named_to_those_who_may_see_them(
    programs: Programs, visitor: Client, db: Db, cast: Cast
) -> None:
    note_id = await publish(programs.bob, title=TITLE, text=TEXT)
    for text, said in ((TITLE, EN_TITLE), (TEXT, EN_TEXT)):
        await db.write(lambda tx, t=text, s=said: translation.keep_human(tx, Text(t), "en", s, cast.charlie.id))  # type: ignore[misc]  # bound at once
    await db.write(lambda tx: relations.block(tx, cast.charlie.id, cast.alice.id))
    path = f"/v1/notes/{note_id}?translate=en"
    assert (await visitor.get(path)).json()["translation"]["translator"]["handle"] == "charlie"
    blocked = (await programs.alice.get(f"/v1/notes/{note_id}/translations/en")).json()
    assert (blocked["text"], blocked["translator"]) == (EN_TEXT, None)
    await db.write(lambda tx: accounts.set_state(tx, cast.charlie.id, "suspended"))
    assert (await visitor.get(path)).json()["translation"]["translator"] is None


@pytest.mark.parametrize("tag", ["und", "xxx", "english", "e", "zh_Hans", "EN"])
async def test_what_is_no_language_is_refused(programs: Programs, tag: str) -> None:
    note_id = await publish(programs.bob, title=TITLE, text=TEXT)
    answer = await programs.alice.put(f"/v1/notes/{note_id}/translations/{tag}")
    assert (answer.status_code, answer.json()["field"]) == (422, "language")


async def test_what_cannot_be_had_says_why(programs: Programs, db: Db, cast: Cast) -> None:
    note_id = await publish(programs.bob, title=TITLE, text=TEXT)
    path = f"/v1/notes/{note_id}/translations"
    await engine(db, "*")
    assert await asked(programs.alice, f"{path}/zh-Hant") == (409, "translation_own")
    await asked(programs.alice, f"{path}/en")
    fail = "UPDATE translation_requests SET state = 'failed', reason = 'poor', run_at = run_at * 2"
    await db.write(lambda tx: tx.run(fail))
    assert await asked(programs.alice, f"{path}/en") == (409, "translation_poor")
    preferences = {"locale": "en", "theme": "system", "translatable": False}
    assert (await programs.bob.put("/v1/me/preferences", json=preferences)).json()["translatable"] is False
    assert await asked(programs.alice, f"{path}/en") == (403, "translation_closed")


async def test_what_is_not_theirs_to_see_is_not_there(programs: Programs, visitor: Client, db: Db, cast: Cast) -> None:
    await engine(db, "*")
    own = await publish(programs.bob, title=TITLE, text=TEXT, visibility="self")
    comment = (await programs.bob.post(f"/v1/notes/{own}/comments", json={"text": TEXT})).json()["id"]
    for path in (f"/v1/notes/{own}", f"/v1/comments/{comment}", "/v1/people/nobody", "/v1/notes/7", "/v1/comments/7"):
        assert (await asked(programs.alice, f"{path}/translations/en"))[0] == 404
        assert (await visitor.get(f"{path}/translations/en")).status_code == 404
    assert (
        await programs.alice.put(f"/v1/notes/{own}/comments/translations/en", json={"ids": [comment]})
    ).status_code == 404
    await remember(db, cast, TITLE, "Everybody's title")
    await remember(db, cast, TEXT, "Everybody's text")
    assert await asked(programs.bob, f"/v1/notes/{own}/translations/en") == (202, "waiting")  # a memory of its own
    rows = await db.read.all("SELECT DISTINCT scope FROM translation_requests")
    assert [row[0] for row in rows] == [cast.bob.id]


async def test_ones_own_words_are_translated_where_one_asks_for_it(programs: Programs, db: Db, cast: Cast) -> None:
    await engine(db, "*")
    note_id = await publish(programs.bob, title=TITLE, text=TEXT)
    comment = (await programs.bob.post(f"/v1/notes/{note_id}/comments", json={"text": TEXT})).json()["id"]
    await remember(db, cast, TITLE, EN_TITLE)
    await remember(db, cast, TEXT, EN_TEXT)
    for path in (f"/v1/notes/{note_id}", f"/v1/comments/{comment}"):
        assert await asked(programs.bob, f"{path}/translations/en") == (200, "ready")
    seen = (await programs.bob.get(f"/v1/notes/{note_id}")).json()
    assert (seen["translation"], seen["translation_state"]) == (None, "own")


async def test_comments_and_bios(programs: Programs, db: Db, cast: Cast) -> None:
    await engine(db, "*")
    note_id = await publish(programs.alice)
    said = (await programs.bob.post(f"/v1/notes/{note_id}/comments", json={"text": TEXT})).json()["id"]
    profile = accounts.Profile(name="Bob", bio="爱吃辣，不爱排队", region="CN", languages=["zh-Hans"])
    await db.write(lambda tx: accounts.edit_profile(tx, cast.bob.id, profile))
    for path in (f"/v1/comments/{said}", "/v1/people/bob"):
        assert await asked(programs.alice, f"{path}/translations/en") == (202, "waiting")
    await remember(db, cast, TEXT, EN_TEXT)
    await remember(db, cast, "爱吃辣，不爱排队", "Loves spice, hates queues")
    for path, words in ((f"/v1/comments/{said}", EN_TEXT), ("/v1/people/bob", "Loves spice, hates queues")):
        assert (await programs.alice.put(f"{path}/translations/en")).json()["text"] == words
    assert (await programs.alice.put("/v1/people/bob/mute")).status_code == 200
    assert await asked(programs.alice, f"/v1/comments/{said}/translations/en") == (404, "not_found")


async def test_a_thread_in_one_request(programs: Programs, db: Db, cast: Cast) -> None:
    await engine(db, "zh>en")
    note_id, other = await publish(programs.alice), await publish(programs.alice)
    ids = [
        (await programs.bob.post(f"/v1/notes/{home}/comments", json={"text": text})).json()["id"]
        for home, text in ((note_id, TEXT), (note_id, "毛肚真好吃"), (note_id, "Nice one"), (other, "别的地方"))
    ]
    await remember(db, cast, TEXT, EN_TEXT)
    path = f"/v1/notes/{note_id}/comments/translations/en"
    answer = await programs.charlie.put(path, json={"ids": [*ids, "7"]})
    found = {item["id"]: item for item in answer.json()["items"]}
    states = {comment_id: item["state"] for comment_id, item in found.items()}
    assert states == {ids[0]: "ready", ids[1]: "waiting", ids[2]: "own"}
    assert found[ids[0]]["translation"]["text"] == EN_TEXT
    assert found[ids[1]]["translation"] is None
    await programs.bob.put("/v1/people/charlie/block")
    assert (await programs.charlie.put(path, json={"ids": ids})).json()["items"] == []
    assert (await programs.charlie.put(path, json={"ids": ["7"] * 101})).status_code == 422


async def test_only_what_is_new_counts_towards_the_limit(
    programs: Programs, gate: Gate, db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gate.house is not None
    gate.house = msgspec.structs.replace(gate.house, limits=Limits(1, enabled=True))
    monkeypatch.setattr(translating, "TRANSLATE", Rule("translate", 1, 600))
    await engine(db, "*")
    notes = [await publish(programs.bob, title=TITLE, text=f"{TEXT}{number}") for number in range(2)]
    first, second = (f"/v1/notes/{note_id}/translations/en" for note_id in notes)
    assert await asked(programs.alice, first) == (202, "waiting")
    assert await asked(programs.alice, first) == (202, "waiting")
    refused = await programs.alice.put(second)
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limit")
    assert int(refused.headers["retry-after"]) > 0
    assert await asked(programs.charlie, second) == (202, "waiting")
    assert await asked(programs.alice, second) == (202, "waiting")  # asked for already


async def test_visitors_ask_within_the_limit_of_their_network(
    programs: Programs, visitor: Client, gate: Gate, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gate.house is not None
    gate.house = msgspec.structs.replace(gate.house, limits=Limits(1, enabled=True))
    monkeypatch.setattr(translating, "TRANSLATE_VISITORS", Rule("translate_visitors", 1, 600))
    await engine(db, "*")
    notes = [await publish(programs.bob, title=TITLE, text=f"{TEXT}{number}") for number in range(2)]
    first, second = (f"/v1/notes/{note_id}/translations/en" for note_id in notes)
    assert await asked(visitor, first) == (403, "csrf")  # like everything that browsers send
    found = re.search(r'name="_csrf" value="(\w+)"', (await visitor.get(f"/notes/{notes[0]}")).text)
    assert found is not None
    visitor.headers["X-CSRF-Token"] = found[1]
    assert await asked(visitor, first) == (202, "waiting")
    assert await asked(visitor, second) == (429, "rate_limit")


async def test_a_token_that_may_not_read_gets_no_texts(gate: Gate, programs: Programs, db: Db, cast: Cast) -> None:
    own = await publish(programs.bob, title=TITLE, text=TEXT, visibility="self")
    made = await db.write(lambda tx: accounts.make_token(tx, cast.bob.id, "test", ["write"]))
    async with client_of(gate, {"Authorization": f"Bearer {made.secret}"}) as writer:
        assert await asked(writer, f"/v1/notes/{own}/translations/en") == (403, "token_scope")
