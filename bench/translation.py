"""What CTranslate2 does by itself, as a share of which the house translates: the same pack, threads and sentences.

The pack has 11 million parameters, and its weights decide what comes out: as many pieces as went in, whoever asks.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.translation.packs_made import make_pack

from bench import results
from vermilion.infra.settings import Settings
from vermilion.translation import Text, glossary, packs, pipeline
from vermilion.translation.engines import Piece
from vermilion.translation.engines.chain import Chain
from vermilion.translation.engines.embedded import EmbeddedEngine
from vermilion.translation.engines.settings import TranslationSettings
from vermilion.translation.packs.opening import OpenPack, open_pack
from vermilion.translation.packs.running import BATCH, BEAM

ROUNDS = 7
NOTES = 200
PAIR = ("zh-Hans", "en")
INTER_THREADS = 2
WORDS = {
    "今天": "today", "天气": "weather", "很好": "lovely", "我们": "we", "一起": "together", "公园": "park",
    "咖啡": "coffee", "晚上": "evening", "做饭": "cooking", "朋友": "friends", "城市": "city", "安静": "quiet",
    "河边": "riverside", "散步": "walking", "周末": "weekend", "面包": "bread", "新鲜": "fresh",
    "推荐": "recommended", "早上": "morning", "阳光": "sunshine", "花园": "garden", "喜欢": "enjoy",
    "音乐": "music", "电影": "films", "味道": "taste", "便宜": "cheap", "地铁": "subway", "图书馆": "library",
    "。": ".", "，": ",",
}
KEPT = ("😂", "👍🏽", "@mei", "¥39.9", "2026", "[笑哭R]", "https://example.com/a")


class Recording(EmbeddedEngine):
    """Remembers which sentences reach the engine."""

    name = "local"  # as it is called without a translation.toml

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, inter_threads=INTER_THREADS)
        self.asked: list[Piece] = []

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        self.asked += pieces
        return await super().translate(pieces, source, target)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> None:
    packed = make_pack(folder, "zh", "en", WORDS, extra_layers=1)
    pack = await packs.install_file(Settings(data=folder), *PAIR, packed)
    engine = Recording(pack.folder.parent)
    chain = Chain(TranslationSettings(), [engine])
    notes = _notes()
    await _pipeline(chain, notes)
    sentences = list({piece.text: piece for piece in engine.asked}.values())
    model = open_pack(pack.folder, INTER_THREADS)
    sources = [model.pieces.encode(piece.text, out_type=str) for piece in sentences]
    length = sum(map(len, sources))
    alone: list[float] = []
    engines: list[float] = []
    pipelines: list[float] = []
    for _ in range(ROUNDS):
        alone.append(length / _alone(model, sources))
        began = time.perf_counter()
        await engine.translate(sentences, *PAIR)
        engines.append(length / (time.perf_counter() - began))
        pipelines.append(length / await _pipeline(chain, notes))
    await engine.close()
    figures = {
        "translation_engine_ratio": _ratio(engines, alone),
        "translation_pipeline_ratio": _ratio(pipelines, alone),
        "translation_ctranslate2_pieces_per_second": median(alone),
        "translation_engine_pieces_per_second": median(engines),
        "translation_pipeline_pieces_per_second": median(pipelines),
        "translation_pipeline_notes_per_second": median(pipelines) * NOTES / length,
        "translation_model_megabytes": (pack.folder / "model" / "model.bin").stat().st_size / 1e6,
    }
    results.close(
        "translation",
        figures,
        f"engine {figures['translation_engine_ratio']:.0%} and whole pipeline "
        f"{figures['translation_pipeline_ratio']:.0%} of CTranslate2's own {median(alone):,.0f} pieces a second; "
        f"{figures['translation_pipeline_notes_per_second']:,.0f} notes a second",
    )


def _notes() -> list[Text]:
    """Notes of three to six sentences, a third of which carry something that must survive."""
    draw = random.Random(1)
    words = [word for word in WORDS if word.isalnum()]

    def sentence() -> str:
        said = draw.choices(words, k=draw.randint(5, 14))
        kept = [f" {draw.choice(KEPT)} "] if draw.random() < 1 / 3 else []
        return "".join((*said[:4], "，", *said[4:], *kept, "。"))

    return [Text("".join(sentence() for _ in range(draw.randint(3, 6))), PAIR[0]) for _ in range(NOTES)]


def _alone(model: OpenPack, sources: list[list[str]]) -> float:
    """Seconds that CTranslate2 takes, given pieces and giving pieces."""
    began = time.perf_counter()
    answers = model.translator.translate_batch(sources, max_batch_size=BATCH, batch_type="tokens", beam_size=BEAM)
    took = time.perf_counter() - began
    assert [len(answer.hypotheses[0]) for answer in answers] == list(map(len, sources))
    return took


async def _pipeline(chain: Chain, notes: list[Text]) -> float:
    """Seconds from texts to texts."""
    words = glossary.built_in()
    began = time.perf_counter()
    rendered = await pipeline.render(notes, PAIR[1], chain, words)
    took = time.perf_counter() - began
    assert all(each.text for each in rendered), {each.reason for each in rendered}
    return took


def _ratio(above: list[float], below: list[float]) -> float:
    return median(a / b for a, b in zip(above, below, strict=True))
