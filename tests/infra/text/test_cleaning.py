"""What comes out of cleaning is safe, short enough, and comes out of a second cleaning unchanged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vermilion.infra.errors import Invalid
from vermilion.infra.text import cleaning

ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\u202e\u200b\u200d\ufe0f\u0301\u0300👩🏽‍\r\n\t \ufeffé字가"), max_size=80
)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    try:
        clean = cleaning.clean_text(text)
    except Invalid:
        return
    assert cleaning.clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in clean)
    assert not set(clean) & set("\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200e\u200f")


@given(ANY_TEXT)
def test_a_name_is_clean_or_refused(text: str) -> None:
    try:
        name = cleaning.clean_name(text)
    except Invalid:
        return
    assert name.strip() == name
    assert name
    assert "\n" not in name
    assert cleaning.clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("\u202egnol", "hidden_characters"),
        ("ali\u200bce", "hidden_characters"),
        ("\u2066alice\u2069", "hidden_characters"),
        ("ali\u00adce", "hidden_characters"),
        ("\u3164", "hidden_characters"),
        ("\u2800\u2800", "hidden_characters"),
        ("a\u200db", "hidden_characters"),
        ("  \u3000 ", "blank"),
        ("", "blank"),
        ("\ud800", "invalid_unicode"),
        ("字" * 41, "too_long"),
        ("x" * 100_000, "too_long"),
    ],
)
def test_tricks_in_names_are_refused(name: str, code: str) -> None:
    with pytest.raises(Invalid) as problem:
        cleaning.clean_name(name)
    assert problem.value.code == code


@pytest.mark.parametrize(
    "name", ["顾老师", "María José", "한서윤", "👩‍👩‍👧 family", "नमस्ते", "می\u200cخواهم", "Zoë ❤️", "🏴‍☠️"]
)
def test_real_names_stay_as_they_are(name: str) -> None:
    assert cleaning.clean_name(name) == unicodedata.normalize("NFC", name)


def test_text_drops_what_nobody_sees_and_keeps_emoji() -> None:
    assert cleaning.clean_text("a\u202eb\u200bc\x00\ufeff") == "abc"
    flags = "🏴󠁧󠁢󠁥󠁮󠁧󠁿 👨‍👩‍👧‍👦 👍🏽 #️⃣ ☺️"
    assert cleaning.clean_text(flags) == flags


def test_line_ends_become_one_kind_and_empty_lines_two_at_most() -> None:
    assert cleaning.clean_text("a \r\nb\rc\u2028d\n\n\n\n\n\ne\n") == "a\nb\nc\nd\n\n\ne"
    assert cleaning.clean_title(" a\r\n\t b ") == "a b"


def test_towers_of_marks_are_cut() -> None:
    assert len(cleaning.clean_text("z" + "\u0335" * 50)) == 1 + cleaning.MAX_MARKS


def test_length_counts_as_people_do() -> None:
    assert cleaning.length("e\u0335👍🏽☺️") == 3
    assert cleaning.clean_title("👍🏽" * 100) == "👍🏽" * 100
    with pytest.raises(Invalid) as problem:
        cleaning.clean_title("👍🏽" * 101)
    assert (problem.value.code, problem.value.values) == ("too_long", {"limit": 100})
