"""Words for search: what members would call the same word comes out the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vermilion.infra.text import words


def test_han_is_cut_into_words_and_their_parts() -> None:
    assert words.words("红烧牛肉面！") == ["红烧", "牛肉", "牛肉面"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("紅燒牛肉麵", "红烧牛肉面"),
        ("Café", "cafe"),
        ("ＷＩＤＥ", "wide"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("dumplings", "dumpling"),
        ("hiking", "hikes"),
        ("planned", "planning"),
        ("cities", "city"),
        ("movies", "movie"),
        ("Maya's", "maya"),
        ("l'été", "l ete"),
        ("ﾗｰﾒﾝ", "ラーメン"),
    ],
)
def test_kin_are_one(one: str, other: str) -> None:
    assert words.words(one) == words.words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("news", "knew"), ("king", "kin"), ("bus", "but"), ("が", "か"), ("고", "가")]
)
def test_strangers_are_not(one: str, other: str) -> None:
    assert words.words(one) != words.words(other)


def test_scripts_are_cut_apart() -> None:
    assert words.words("Pixel16手机 고양이") == ["pixel16", "手机", "고양", "양이"]
    assert words.words("東京タワー") == ["东京", "京タ", "タワ", "ワー"]
    assert words.words("हिन्दी में") == ["हिन्दी", "में"]
    assert words.words("see https://example.com/page now") == ["see", "now"]


def test_composed_words_are_found_by_their_parts() -> None:
    assert words.words("#TikTokRefugee on iPhone") == [
        "tik",
        "tok",
        "refuge",
        "tiktokrefuge",
        "on",
        "i",
        "phon",
        "iphon",
    ]


def test_grams_are_marked_and_hold_beginnings_and_signs() -> None:
    assert words.grams("Cat 猫咪") == ["=咪", "=猫", "=猫咪", "~ca", "~cat"]


@given(st.text(st.characters() | st.sampled_from("ab'’\"- 牛がs"), max_size=60))
def test_words_hold_nothing_that_a_query_language_could_read(text: str) -> None:
    for word in words.words(text):
        assert word
        assert not set(word) & set(" \t\n\"'()*:^+-&|!<>\\~=\x00")
    for gram in words.grams(text):
        assert not set(gram[1:]) & set(" \t\n\"'()*:^+-&|!<>\\~=\x00")
