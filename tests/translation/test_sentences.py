"""Sentences end where they end, and nothing between them is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.translation import social_texts

from vermilion.translation import protecting
from vermilion.translation.parting import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["Hello there. ", "How are you? ", "I am fine… ", "OK! ", '"Yes." ', "No"],
        ["Dr. Ur and J. Doe paid 3.5 dollars at a.b.c today."],
        ["你好。", "今天怎么样？！", "很好～走吧"],
        ["他说：“走吧。”", "我们就走了"],
        ["太好吃了～真的"],
        ["¿Dónde está? ", "¡Aquí!"],
        ["It costs 3.50. ", "Not more"],
        ["no capital. behind a stop"],
        ["哈哈哈。。。", "好"],
    ],
)
def test_split(parts: list[str]) -> None:
    assert sentences.split("".join(parts)) == parts


@given(st.text() | social_texts.texts)
def test_nothing_is_lost(text: str) -> None:
    assert "".join(sentences.split(text)) == text


@pytest.mark.parametrize("text", ["字" * 1000, "word " * 300, "一句话，" * 200, "x" * 2000])
def test_no_sentence_is_too_long_for_an_engine(text: str) -> None:
    parts = sentences.split(text)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= sentences.LONGEST


@pytest.mark.parametrize(
    "unit", [". ", "a.", "(", "a@", "#a", "1,", "`", "https://", "!\"'", "a. B", "👍\u200d", " \n", "（・"]
)
def test_no_text_takes_long_to_take_apart(unit: str) -> None:
    """Milliseconds, that is; a pattern that looks ahead without bounds takes far longer."""
    text = unit * (4_000 // len(unit))
    began = time.process_time()
    sentences.split(text)
    protecting.cut(text)
    assert time.process_time() - began < 0.5
