"""Under a note that is read translated stands what its foreign topics mean, where that is known."""

from __future__ import annotations

import re

import pytest
from tests.conftest import Cast
from tests.web.conftest import Browsers

from vermilion import accounts, notes, topics, translation
from vermilion.cards import meanings
from vermilion.infra.db import Db, Tx
from vermilion.notes import Publication
from vermilion.translation import Text, glossary

TEXT, SAID = "背一个单元，炒一个菜。\n#考研 #显眼包 #穿搭 #厨房慢慢来", "A unit, then a dish.\n#kaoyan #showoff #OOTD"


@pytest.fixture
async def place(db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> str:
    """Bob's note, translated by somebody; one of its topics is linked."""
    monkeypatch.setattr(meanings, "_kept", {})

    async def work(tx: Tx) -> str:
        note = await notes.publish(tx, cast.bob, Publication(text=TEXT, language="zh-Hans"))
        await notes.publish(tx, cast.bob, Publication(text="Today #OOTD", language="en"))
        await translation.keep_human(tx, Text(TEXT, "zh-Hans"), "en", SAID, cast.mo.id)
        one, other = [await topics.by_name(tx, name) for name in ("穿搭", "OOTD")]
        assert one is not None
        assert other is not None
        await topics.link(tx, cast.mo, 0, one.id, other.id)
        return f"/notes/{note.id}"

    return await db.write(work)


async def meant(browsers: Browsers, place: str) -> dict[str, str]:
    """What stands beside the topics of a note."""
    page = (await browsers.alice.get(place)).text
    found = re.findall(
        r">#([^<]+)</a>(?: <small class=\"note__meaning\"[^>]*lang=\"en\">([^<]*)</small>)?</span>", page
    )
    return dict(found)


async def reads_translated(browsers: Browsers) -> None:
    browsers.alice.speaks("en")
    await browsers.alice.send("/reading", {"translate": "auto"}, Referer="http://test/")


async def test_foreign_topics_are_explained(browsers: Browsers, db: Db, cast: Cast, place: str) -> None:
    await reads_translated(browsers)
    nobody_knows = {"显眼包": "", "厨房慢慢来": ""}
    assert await meant(browsers, place) == {"考研": "GradSchoolExam", "OOTD": ""} | nobody_knows
    await db.write(lambda tx: glossary.add_term(tx, "zh", "en", "显眼包", "show-off"))
    name = Text("厨房慢慢来", "zh-Hans")
    await db.write(lambda tx: translation.keep_human(tx, name, "en", "No hurry in the kitchen", cast.mo.id))
    known = await meant(browsers, place)
    assert (known["显眼包"], known["厨房慢慢来"]) == ("ShowOff", "No hurry in the kitchen")
    told = (await browsers.alice.get(f"/v1{place}")).json()["topics"]
    assert {topic["shown"]: topic["meaning"] for topic in told} == known


async def test_who_reads_the_language_needs_no_meanings(browsers: Browsers, db: Db, cast: Cast, place: str) -> None:
    await reads_translated(browsers)
    profile = accounts.Profile("Alice", "", "US", ["en", "zh-Hans"])
    await db.write(lambda tx: accounts.edit_profile(tx, cast.alice.id, profile))
    assert set((await meant(browsers, place)).values()) == {""}
