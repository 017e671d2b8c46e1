"""The embedded engine with real packs: many texts at once, packs that come and go, models that are let go."""

from __future__ import annotations

import asyncio
import json
import shutil
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from tests.translation.packs_made import make_pack

from vermilion.infra import clock
from vermilion.translation.engines import EngineFailed, Piece
from vermilion.translation.engines.embedded import EmbeddedEngine
from vermilion.translation.packs.lengths import longest_answer
from vermilion.translation.packs.models import Receipt
from vermilion.translation.packs.standing import RECEIPT

WORDS = {"你好": "hello", "世界": "world", "美食": "food", "探店": "food exploration", "。": "."}


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    put(tmp_path, "zh", "en", WORDS)
    return tmp_path / "packs"


@pytest.fixture
async def engine(packs: Path) -> AsyncIterator[EmbeddedEngine]:
    made = EmbeddedEngine(packs)
    yield made
    await made.close()


async def test_translates_in_order_and_copies_what_it_does_not_know(engine: EmbeddedEngine) -> None:
    texts = ["你好世界。", "", "美食", "#abc ⟦1⟧ 你好 👍🏽", "   ", "探店"]
    assert await said(engine, texts) == ["hello world.", "", "food", "#abc ⟦1⟧ hello 👍🏽", "", "food exploration"]


async def test_many_texts_of_all_lengths_at_once(engine: EmbeddedEngine) -> None:
    texts = ["你好" * (1 + number % 50) + str(number) for number in range(60)]
    expected = [" ".join(["hello"] * (1 + number % 50)) + str(number) for number in range(60)]
    assert await said(engine, texts) == expected


async def test_nothing_of_a_text_beyond_the_model_is_lost(engine: EmbeddedEngine) -> None:
    assert await said(engine, ["世界" * 700]) == [" ".join(["world"] * 700)]


async def test_a_translation_without_end_is_cut_off_and_not_one_word_only(packs: Path, engine: EmbeddedEngine) -> None:
    put(packs.parent, "zt", "en", {"你好": "hello", "</s>": "again"})
    (text,) = await engine.translate([Piece("你好")], "zh-Hant", "en")
    assert text.startswith("hello again again")
    assert len(set(text.split())) > 3
    assert len(text) < 8 * longest_answer(1)


async def test_a_model_that_wants_a_prefix_gets_it_and_nobody_sees_it(packs: Path, engine: EmbeddedEngine) -> None:
    described = packs / "zh-en-1.0" / "metadata.json"
    described.write_text(json.dumps(json.loads(described.read_text()) | {"target_prefix": "▁food"}))
    # The prefix stands in the place of the first word of a model that goes by places.
    assert await said(engine, ["你好世界", "世界" * 300]) == ["world", " ".join(["world"] * 298)]


async def test_the_loop_lives_while_a_batch_is_translated(engine: EmbeddedEngine) -> None:
    under_way = asyncio.create_task(said(engine, [f"你好{number}" * 40 for number in range(15)]))
    turns = 0
    while not under_way.done():
        await asyncio.sleep(0.002)
        turns += 1
    assert len(await under_way) == 15
    assert turns > 5


async def test_pairs_are_bcp_47_and_direct(packs: Path, engine: EmbeddedEngine) -> None:
    assert engine.pairs() == ["zh-Hans>en"]
    assert engine.model("zh-Hans", "en") == "zh-en-1.0"
    put(packs.parent, "zt", "en", {"世界": "world"})
    assert engine.pairs() == ["zh-Hans>en", "zh-Hant>en"]
    with pytest.raises(EngineFailed, match="no_pack"):
        await engine.translate([Piece("hello")], "en", "zh-Hans")
    assert engine.model("en", "zh-Hans") == ""


async def test_a_language_covers_its_regions(packs: Path, engine: EmbeddedEngine) -> None:
    put(packs.parent, "en", "pb", {"hello": "oi"})
    for source, target in (("en", "pt-BR"), ("en-GB", "pt-BR"), ("en-GB", "pt")):
        assert engine.model(source, target) == "en-pb-1.0"
        assert await engine.translate([Piece("hello")], source, target) == ["oi"]


async def test_a_new_version_takes_over_without_a_failed_request(packs: Path, engine: EmbeddedEngine) -> None:
    done = False
    seen = []

    async def reader() -> None:
        while not done:
            seen.extend(await said(engine, ["你好"]))

    readers = [asyncio.create_task(reader()) for _ in range(3)]
    await asyncio.sleep(0.1)
    await asyncio.to_thread(put, packs.parent, "zh", "en", {"你好": "good day"}, "1.1")
    shutil.rmtree(packs / "zh-en-1.0")
    await said(engine, ["你好"])
    await asyncio.sleep(0.1)
    done = True
    await asyncio.gather(*readers)
    assert set(seen) == {"hello", "good day"}
    assert seen[-1] == "good day"
    assert engine.model("zh-Hans", "en") == "zh-en-1.1"


async def test_a_removed_pack_is_not_served_from_memory(packs: Path, engine: EmbeddedEngine) -> None:
    assert await said(engine, ["你好"]) == ["hello"]
    shutil.rmtree(packs / "zh-en-1.0")
    with pytest.raises(EngineFailed, match="no_pack"):
        await said(engine, ["你好"])
    assert engine.pairs() == []


async def test_a_pack_that_does_not_load_is_said_to_be_broken(packs: Path, engine: EmbeddedEngine) -> None:
    (packs / "zh-en-1.0" / "model" / "model.bin").write_bytes(b"nothing")
    with pytest.raises(EngineFailed, match="broken_pack"):
        await said(engine, ["你好"])


async def test_the_old_model_serves_on_where_the_new_one_does_not_load(packs: Path, engine: EmbeddedEngine) -> None:
    assert await said(engine, ["你好"]) == ["hello"]
    put(packs.parent, "zh", "en", {"你好": "good day"}, "1.1")
    (packs / "zh-en-1.1" / "model" / "model.bin").write_bytes(b"nothing")
    assert await said(engine, ["你好"]) == ["hello"]


async def test_an_idle_model_leaves_memory_and_comes_back(packs: Path) -> None:
    engine = EmbeddedEngine(packs, idle=0.05)
    assert await said(engine, ["你好"]) == ["hello"]
    assert engine._loaded
    for _ in range(100):
        await asyncio.sleep(0.02)
        if not engine._loaded:
            break
    assert not engine._loaded
    assert await said(engine, ["世界"]) == ["world"]
    await engine.close()


async def test_an_idle_model_leaves_memory_while_another_works(packs: Path) -> None:
    put(packs.parent, "zt", "en", {"世界": "world"})
    engine = EmbeddedEngine(packs, idle=0.2)
    await said(engine, ["你好"])
    for _ in range(5):
        await asyncio.sleep(0.06)
        await engine.translate([Piece("世界")], "zh-Hant", "en")
    assert list(engine._loaded) == [("zh-Hant", "en")]
    await engine.close()


async def test_without_a_folder_there_are_no_pairs(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "nowhere")
    assert engine.pairs() == []
    with pytest.raises(EngineFailed, match="no_pack"):
        await said(engine, ["你好"])
    await engine.close()


async def said(engine: EmbeddedEngine, texts: list[str]) -> list[str]:
    return await engine.translate([Piece(text) for text in texts], "zh-Hans", "en")


def put(folder: Path, source: str, target: str, words: dict[str, str], version: str = "1.0") -> None:
    """A pack as an install leaves it, without one."""
    made = folder / f"made-{source}-{target}-{version}"
    made.mkdir()
    with zipfile.ZipFile(make_pack(made, source, target, words, version)) as archive:
        archive.extractall(made / "out")
    (top,) = (made / "out").iterdir()
    receipt = Receipt(version=version, sha256="", url="", installed_at=clock.now())
    (top / RECEIPT).write_bytes(msgspec.json.encode(receipt))
    (folder / "packs").mkdir(exist_ok=True)
    top.rename(folder / "packs" / f"{source}-{target}-{version}")
