"""A translator with the real engine: packs that come while it runs, and what waited for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from tests.translation.pack_server import serving
from tests.translation.packs_made import make_pack

from vermilion import translation
from vermilion.infra import clock, subject
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings
from vermilion.translation import ASKED, Text, glossary, packs
from vermilion.translation.engines.settings import EngineSettings, TranslationSettings
from vermilion.translation.first_packs import fetch_first
from vermilion.translation.glossary import Term
from vermilion.translation.packs import PackError
from vermilion.translation.translating import Translator

HELLO = Text("大家好，这里的风景真美。", "zh-Hans")
WORDS = {"大家好": "Hello everybody", "，": ", ", "这里的": "the ", "风景": "view here ", "真美": "is nice", "。": "."}
NOTE = subject.note(7)


@pytest.fixture
async def translator(db: Db, settings: Settings) -> AsyncIterator[Translator]:
    async with translation.translator(db, settings) as opened:
        yield opened


def pack(folder: Path, source: str = "zh", target: str = "en") -> Path:
    words = WORDS if source == "zh" else {meaning.strip(): word for word, meaning in WORDS.items()}
    return make_pack(folder, source, target, words)


async def work(translator: Translator) -> None:
    await translator.look_around()
    while await translator.do_some():
        pass


async def ask(db: Db, text: Text) -> None:
    await db.write(lambda tx: translation.ask(tx, NOTE, [text], "en", ASKED))


async def test_a_pack_that_comes_answers_what_nobody_could(
    db: Db, translator: Translator, settings: Settings, tmp_path: Path
) -> None:
    await ask(db, HELLO)
    await work(translator)
    assert (await translation.state(db.read, [HELLO.key], "en"))[HELLO.key].reason == "no_engine"
    assert not await db.write(lambda tx: translation.can(tx, "zh-Hans", "en"))
    await packs.install_file(settings, "zh", "en", pack(tmp_path))
    await work(translator)
    found = (await translation.best(db.read, [HELLO.key], "en"))[HELLO.key]
    assert found.text.startswith("Hello everybody")
    assert (found.engine, found.model, found.source) == ("local", "zh-en-1.0", "zh-Hans")
    assert found.revision == await translation.revision(db.read)
    assert await db.write(lambda tx: translation.can(tx, "zh-Hans", "en"))


async def test_words_of_the_community_are_used_at_once(
    db: Db, translator: Translator, settings: Settings, tmp_path: Path
) -> None:
    await packs.install_file(settings, "zh", "en", pack(tmp_path))
    await work(translator)
    before = await translation.revision(db.read)
    await db.write(lambda tx: glossary.add_terms(tx, [Term("zh", "en", "风景", "scenery")]))
    await ask(db, HELLO)
    await work(translator)
    found = (await translation.best(db.read, [HELLO.key], "en"))[HELLO.key]
    assert found.revision == await translation.revision(db.read) != before


async def test_its_figures_are_written_in_the_end(db: Db, settings: Settings, tmp_path: Path) -> None:
    await packs.install_file(settings, "zh", "en", pack(tmp_path))
    async with translation.translator(db, settings) as translator:
        await ask(db, HELLO)
        await work(translator)
    [day] = await translation.days(db.read, clock.day_of(clock.now()))
    assert (day.engine, day.source, day.target, day.failures) == ("local", "zh-Hans", "en", 0)
    assert day.texts >= 1
    assert day.characters > 0


async def test_a_new_house_fetches_its_first_packs_once(settings: Settings, tmp_path: Path) -> None:
    chosen = TranslationSettings()
    with serving() as server:
        settings = msgspec.structs.replace(settings, translation_index=server.index)
        there = packs.folder_of(settings)
        server.offer(pack(tmp_path))
        await fetch_first(settings, chosen)
        assert set(packs.installed(there)) == {("zh", "en")}
        server.offer(pack(tmp_path, "en", "zh"))
        await fetch_first(settings, chosen)  # what was missing
        assert set(packs.installed(there)) == {("zh", "en"), ("en", "zh")}
        await packs.remove(settings, "zh", "en")
        await fetch_first(settings, chosen)
        assert set(packs.installed(there)) == {("en", "zh")}


async def test_nothing_is_fetched_where_nobody_would_use_it(settings: Settings) -> None:
    with serving() as server:
        away = EngineSettings(name="away", kind="libretranslate", url="http://127.0.0.1:9")
        asked = msgspec.structs.replace(settings, translation_index=server.index)
        await fetch_first(asked, TranslationSettings(engines=(away,)))
        await fetch_first(msgspec.structs.replace(settings, translation_index=""), TranslationSettings())
        assert server.asked == []
    await fetch_first(asked, TranslationSettings())  # no network is no error
    with pytest.raises(PackError):
        await packs.install(asked, "zh", "en")
