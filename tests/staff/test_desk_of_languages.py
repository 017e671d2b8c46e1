"""The desk's pages about languages: how translation does, which topics mean the same, the community's words."""

from __future__ import annotations

import pytest
from tests.api.conftest import Programs
from tests.town import publish
from tests.web.conftest import Browser, Browsers

from vermilion import accounts, moderation, topics
from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.infra.settings import Settings
from vermilion.topics import Topic
from vermilion.translation import glossary, health
from vermilion.translation.engines.counting import Count
from vermilion.translation.health import EngineState

PAGES = ["/desk/translation", "/desk/topics", "/desk/glossary", "/desk/glossary?q=tea"]


async def town(db: Db, alice: Browser, *names: str) -> list[Topic]:
    await publish(db, alice.account, " ".join(f"#{name}" for name in names))
    found = [await topics.by_name(db.read, name) for name in names]
    return [topic for topic in found if topic]


async def engine(db: Db, state: str = "ok", seen_at: int | None = None) -> None:
    told = EngineState("qwen", "openai", "Qwen3-8B", 0, ("zh-Hans>en",), state, "timeout", seen_at or clock.now())
    await db.write(lambda tx: health.report(tx, [told]))


async def worked(db: Db) -> None:
    """Today and a month and a half ago."""
    today = clock.day_of(clock.now())

    async def work(tx: Tx) -> None:
        await health.count(
            tx,
            [
                Count(today, "qwen", "zh-Hans", "en", texts=1200, characters=30_000, micros=2_500_000, cost=1_250_000),
                Count(today, "memory", "zh-Hans", "en", texts=300, failures=100),
                Count(today - 3, "memory", "ja", "en", texts=1, failures=900),
                Count(today - 45, "qwen", "zh-Hans", "en", texts=77_777, cost=9_000_000),
            ],
        )

    await db.write(work)


async def log_of(db: Db) -> list[tuple[str, str]]:
    return [(entry.action, entry.reason) for entry in (await moderation.log_page(db.read, None, 50)).items]


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
async def test_the_pages_are_drawn_empty_and_full_for_moderators_alone(
    browsers: Browsers, db: Db, settings: Settings, tag: str
) -> None:
    await db.write(lambda tx: accounts.set_preferences(tx, browsers.mo.account.id, locale=tag, theme="dark"))
    for path in PAGES:
        assert (await browsers.alice.get(path)).status_code == 404
        assert (await browsers.mo.get(path)).status_code == 200, path
    assert "vermilion translate install zh en" in (await browsers.mo.get(PAGES[0])).text
    await engine(db)
    await worked(db)
    one, other, third = await town(db, browsers.alice, "OOTD", "穿搭", "コーデ")
    await db.write(lambda tx: topics.suggest_link(tx, browsers.bob.account.id, one.id, other.id))
    await db.write(lambda tx: topics.link(tx, browsers.mo.account, 0, one.id, third.id))
    await db.write(lambda tx: glossary.add_term(tx, "zh", "en", "茶<b>", "tea"))
    for path in PAGES:
        answer = await browsers.mo.get(path)
        assert answer.status_code == 200, (path, answer.text)
        assert f'<html lang="{tag}"' in answer.text
        assert "茶<b>" not in answer.text
    assert "#コーデ" in (await browsers.mo.get("/desk/topics")).text


async def test_the_operator_sees_figures_budget_and_what_pack_would_help(
    browsers: Browsers, db: Db, settings: Settings
) -> None:
    await engine(db)
    await worked(db)
    chain = '[[engines]]\nname = "qwen"\nkind = "openai"\nurl = "http://[::1]:9/v1"\nmodel = "m"\ndaily_budget = 5\n'
    (settings.data / "translation.toml").write_text(chain, encoding="utf-8")
    text = (await browsers.mo.get("/desk/translation")).text
    assert "1,200" in text
    assert "10.25" not in text  # what was spent before these 30 days
    assert "1.25 of 5.00" in text
    assert "23%" in text  # 301 of 1,301
    assert "vermilion translate install ja en" in text
    assert "vermilion translate install zh-Hans en" not in text
    (settings.data / "translation.toml").write_text("[[engines]]\nname = 7\n", encoding="utf-8")
    assert "translation.toml" in (await browsers.mo.get("/desk/translation")).text
    await engine(db, seen_at=clock.now() - clock.HOUR)
    assert "not heard of lately" in (await browsers.mo.get("/desk/translation")).text


async def test_programs_get_the_same_figures(programs: Programs, db: Db) -> None:
    await engine(db, "budget")
    await worked(db)
    mo = await accounts.by_handle(db.read, "moira")
    assert mo is not None
    assert (await programs.alice.get("/v1/desk/translation")).status_code == 404
    assert (await programs.mo.get("/v1/desk/translation")).json()["code"] == "token_scope"
    made = await db.write(lambda tx: accounts.make_token(tx, mo.id, "desk", ["desk"]))
    programs.mo.headers["Authorization"] = f"Bearer {made.secret}"
    desk = (await programs.mo.get("/v1/desk/translation")).json()
    assert [(one["name"], one["state"], one["today"]["cost"]) for one in desk["engines"]] == [("qwen", "budget", 1.25)]
    assert (desk["month"]["texts"], desk["memory_today"]["rate"]) == (1200, 0.75)
    assert [(one["source"], one["misses"], one["possible"]) for one in desk["demand"]] == [
        ("ja", 900, False),
        ("zh-Hans", 100, False),
    ]
    assert len(desk["days"]) == 30
    assert desk["days"][-1]["texts"] == 1200


async def test_suggested_pairs_are_linked_declined_and_logged(browsers: Browsers, db: Db) -> None:
    one, other, third = await town(db, browsers.alice, "OOTD", "穿搭", "tea")
    for pair in (other, third):
        await browsers.bob.send("/topics/OOTD/link", {"other": pair.name})
    answer = await browsers.mo.get("/desk/topics")
    assert "#穿搭" in answer.text
    await browsers.mo.send("/desk/topics/pairs", {"one": str(one.id), "other": str(third.id), "action": "decline"})
    await browsers.mo.send("/desk/topics/pairs", {"one": "#ootd", "other": "#穿搭", "action": "link"})
    assert (await topics.suggestions_page(db.read, None, 9)).items == []
    assert len((await topics.equivalents(db.read, [one.id]))[one.id]) == 2
    listed = (await browsers.mo.get("/desk/topics")).text
    assert '<option value="en" lang="en" selected>English</option>' in listed
    assert '<option value="ja" lang="ja">日本語</option>' in listed
    await browsers.mo.send(f"/desk/topics/{one.id}/language", {"language": "fr"})
    assert {found.language for found in (await topics.equivalents(db.read, [one.id]))[one.id]} == {"fr", "zh-Hans"}
    assert (await browsers.mo.send(f"/desk/topics/{one.id}/language", {"language": "?"})).status_code == 422
    assert (await browsers.mo.send("/desk/topics/pairs", {"one": "ootd", "other": "nothing"})).status_code == 422
    await browsers.mo.send(f"/desk/topics/{other.id}/unlink")
    assert await topics.equivalents(db.read, [one.id]) == {}
    assert await log_of(db) == [
        ("unlink_topic", "#穿搭"),
        ("name_language", "#OOTD: fr"),
        ("link_topics", "#OOTD = #穿搭"),
        ("decline_topics", "#OOTD ≠ #tea"),
    ]
    assert (await browsers.mo.get("/desk/log")).status_code == 200
    assert (await browsers.alice.send("/desk/topics/pairs", {"one": "ootd", "other": "穿搭"})).status_code == 404


async def test_words_are_added_found_removed_and_logged(browsers: Browsers, db: Db) -> None:
    word = {"source": "zh", "target": "en", "term": "显眼包", "translation": "Show-off"}
    assert "显眼包" in (await browsers.mo.send("/desk/glossary", word)).text
    assert "显眼包" in (await browsers.mo.get("/desk/glossary?q=show")).text
    assert "显眼包</span>" not in (await browsers.mo.get("/desk/glossary?q=tea")).text
    assert (await browsers.mo.send("/desk/glossary", word | {"term": "!"})).status_code == 422
    assert (await browsers.bob.send("/desk/glossary", word)).status_code == 404
    await browsers.mo.send("/desk/glossary/remove", {name: word[name] for name in ("source", "target", "term")})
    await browsers.mo.send("/desk/glossary/remove", {name: word[name] for name in ("source", "target", "term")})
    assert await glossary.all_terms(db.read) == []
    assert await log_of(db) == [("remove_term", "zh > en: 显眼包"), ("add_term", "zh > en: 显眼包 = Show-off")]
