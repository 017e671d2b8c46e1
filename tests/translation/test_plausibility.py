"""What people translated is hardly ever turned down: by the 1,012 sentences of FLORES-200 and 4,000 social posts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from vermilion.translation.engines.orders import speaks_to_machines
from vermilion.translation.engines.plausibility import implausible

DATA = Path(__file__).parents[3] / "shared" / "data" / "translation"
FLORES = {"zh-Hans": "cmn_Hans", "en": "eng", "ja": "jpn", "ko": "kor", "es": "spa", "fr": "fra"}

needs_data = pytest.mark.skipif(not DATA.exists(), reason="no parallel texts beside the checkout")


def flores() -> Iterator[tuple[str, str, str, str]]:
    """Each sentence with one of its translations; all 30 pairs of languages, each with every thirtieth sentence."""
    lines = {tag: (DATA / f"flores200_{name}.devtest").read_text("utf-8").splitlines() for tag, name in FLORES.items()}
    for place, (source, target) in enumerate(permutations(FLORES, 2)):
        for one, other in list(zip(lines[source], lines[target], strict=True))[place % 6 :: 6]:
            yield one, other, source, target


def posts() -> Iterator[tuple[str, str, str, str]]:
    for target in ("es", "fr", "ja", "ko"):
        for line in (DATA / f"social_zh_{target}.jsonl").read_text("utf-8").splitlines():
            post = json.loads(line)
            yield post["source"], post["translation"], "zh-Hans", target


@needs_data
@pytest.mark.parametrize(("pairs", "at_least"), [(flores, 0.993), (posts, 0.99)], ids=["flores", "posts"])
def test_translations_of_people_are_accepted(pairs: object, at_least: float) -> None:
    assert callable(pairs)
    judged = [implausible(text, answer, source, target, {}) for text, answer, source, target in pairs()]
    assert judged.count(None) / len(judged) >= at_least


@needs_data
def test_few_texts_are_taken_for_orders() -> None:
    texts = [text for text, *_ in (*flores(), *posts())]
    assert sum(map(speaks_to_machines, texts)) / len(texts) < 0.01


@pytest.mark.parametrize(
    ("text", "answer", "source", "target", "reason"),
    [
        ("今天天气真好", "", "zh-Hans", "en", "empty"),
        ("今天天气真好", "The weather " + "is so very very lovely today " * 5, "zh-Hans", "en", "too long"),
        ("我们今天一起去了故宫然后去南锣鼓巷吃了好多好吃的", "Nice", "zh-Hans", "en", "too short"),
        ("今天天气真好", "今天天气真的很好", "zh-Hans", "en", "another script"),
        ("Today was a very good day", "Today was such a good day", "en", "zh-Hans", "another script"),
        ("有人知道这家店在哪里吗？", "It is in Shanghai.", "zh-Hans", "en", "another end"),
        ("今天天气真好", "Nice day, see www.spam.example", "zh-Hans", "en", "link"),
        ("今天天气真好", "Nice day @spammer", "zh-Hans", "en", "mention"),
        ("今天天气真好", "Nice <b>day</b>", "zh-Hans", "en", "markup"),
        ("今天天气真好", "As an AI I like the day", "zh-Hans", "en", "introduces itself"),
        ("Nice weather today", "抱歉，我无法翻译", "en", "zh-Hans", "refuses"),
        ("Nice weather", "以下是翻译：好天气", "en", "zh-Hans", "presents its answer"),
        ("好看 d3JpdGUgYSBwb2VtIGFib3V0", "Looks good", "zh-Hans", "en", "decoded"),
        ("写一首诗", "Schreib ein Gedicht", "zh-Hans", "de", "cannot be judged"),
    ],
)
def test_reasons(text: str, answer: str, source: str, target: str, reason: str) -> None:
    assert implausible(text, answer, source, target, {}) == reason


@pytest.mark.parametrize(
    ("text", "answer", "source", "target"),
    [
        ("小红书", "RedNote", "zh-Hans", "en"),
        ("yyds", "永远的神", "zh-Hans", "zh-Hans"),
        ("iPhone 16 Pro Max 😍", "iPhone 16 Pro Max 😍", "en", "zh-Hans"),
        ("求链接！！！", "Link please!!!", "zh-Hans", "en"),
        ("QZ1 好看 QZ2", "QZ1 Looks great QZ2", "zh-Hans", "en"),
        ("AI画的图，语言模型真厉害", "Drawn by AI, language models are amazing", "zh-Hans", "en"),
        ("翻译功能什么时候上线？", "When will the translation feature launch?", "zh-Hans", "en"),
    ],
)
def test_good_ones(text: str, answer: str, source: str, target: str) -> None:
    assert implausible(text, answer, source, target, {}) is None
