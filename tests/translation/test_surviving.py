"""Protected pieces survive with every engine, good or bad, or the text is honestly not translated."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.translation import pretended, social_texts
from tests.translation.pretended import PretendedChain, PretendedEngine, PretendedWords, Say

from vermilion.infra.text import segments
from vermilion.translation import glossary, parting, pipeline, protecting
from vermilion.translation.models import Rendered, Text

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "translation"
TARGETS = st.sampled_from(["en", "zh-Hans", "zh-Hant"])
BEHAVED = [pretended.well, pretended.muddling, pretended.reordering, pretended.dropping, pretended.doubling]
HOSTILE = [pretended.inventing, pretended.adding_a_link, pretended.copying, pretended.looping, pretended.silent]
ANY_TEXT = social_texts.texts | social_texts.chinese | st.text(max_size=60)


@given(ANY_TEXT, TARGETS)
def test_a_text_taken_apart_is_the_text(text: str, target: str) -> None:
    words = PretendedWords()
    source, said = parting.source_of(text, "und", words)
    assert "".join(part.text for part in parting.take_apart(said, source, target, words)) == text


@pytest.mark.parametrize("whole", [False, True], ids=["sentences", "whole"])
@pytest.mark.parametrize("say", BEHAVED, ids=lambda say: say.__name__)
@settings(deadline=None, max_examples=60)
@given(text=social_texts.texts | social_texts.chinese, target=TARGETS)
@example(text="今日はとても楽しかったです https://example.com/a#e，#穿搭日记 今天终于去了那家面馆", target="zh-Hans")
def test_nothing_is_lost_by_engines_that_only_mishandle_masks(say: Say, whole: bool, text: str, target: str) -> None:
    rendered = _rendered(text, target, PretendedEngine(say, whole=whole))
    assert rendered.text is not None
    _assert_survived(text, rendered.text)


@pytest.mark.parametrize("whole", [False, True], ids=["sentences", "whole"])
@pytest.mark.parametrize("say", HOSTILE, ids=lambda say: say.__name__)
@settings(deadline=None, max_examples=60)
@given(text=ANY_TEXT, target=TARGETS)
def test_nothing_is_lost_or_added_by_hostile_engines(say: Say, whole: bool, text: str, target: str) -> None:
    rendered = _rendered(text, target, PretendedEngine(say, whole=whole))
    if rendered.text is None:
        assert rendered.reason == "poor"
    else:
        _assert_survived(text, rendered.text)


@settings(deadline=None)
@given(text=social_texts.texts, target=TARGETS, answer=st.text(max_size=80))
def test_nothing_is_lost_or_added_by_an_engine_that_says_anything(text: str, target: str, answer: str) -> None:
    rendered = _rendered(text, target, PretendedEngine(lambda text, target: answer))
    if rendered.text is not None:
        _assert_survived(text, rendered.text)


@pytest.mark.parametrize("say", BEHAVED, ids=lambda say: say.__name__)
@pytest.mark.parametrize("language", ["ja", "ko", "es", "fr"])
def test_survival_in_real_social_texts(say: Say, language: str) -> None:
    path = DATA / f"social_zh_{language}.jsonl"
    if not path.exists():
        pytest.skip(f"needs {path.name} of the shared test data, which is not at hand")
    lines = [json.loads(line)["source"] for line in path.read_text(encoding="utf-8").splitlines()]
    engine = PretendedEngine(say)
    texts = [Text(line, "zh-Hans") for line in lines]
    rendered = asyncio.run(pipeline.render(texts, "en", PretendedChain(engine), glossary.built_in()))
    lost = [line for line, answer in zip(lines, rendered, strict=True) if not _kept(line, answer.text or line)]
    assert lost == []
    assert sum(answer.text is not None for answer in rendered) >= 0.995 * len(lines)


def _rendered(text: str, target: str, engine: PretendedEngine) -> Rendered:
    return asyncio.run(pipeline.render([Text(text)], target, PretendedChain(engine), PretendedWords()))[0]


def _assert_survived(text: str, translation: str) -> None:
    kept = social_texts.protected_in(text)
    assert {piece: translation.count(piece) for piece in kept} == kept
    assert _linked(translation) == _linked(text)


def _linked(text: str) -> list[str]:
    """Links, mentions and topics, as the house shows them to members."""
    return sorted(segment.text for line in segments.cut(text) for segment in line if segment.kind != "text")


def _kept(text: str, translation: str) -> bool:
    """Whether all that is protected is there; of topics, which are translated, as many."""
    before, after = (protecting.cut(each) for each in (text, translation))
    topics = [sum(span.kind == "topic" for span in spans) for spans in (before, after)]
    same = protecting.pieces("".join(span.text for span in before if span.kind != "topic"))
    return topics[0] == topics[1] and not same - protecting.pieces(translation)
