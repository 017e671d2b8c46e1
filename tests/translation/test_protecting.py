"""What must survive is found, hidden and put back, whatever surrounds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.translation import social_texts

from vermilion.infra.text import segments
from vermilion.translation import protecting


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("看https://example.com/a?b=1。好", "url", ["https://example.com/a?b=1"]),
        ("see (https://example.com/a), ok", "url", ["https://example.com/a"]),
        ("xhslink.com/abc 好", "url", ["xhslink.com/abc"]),
        ("写信给a.b@mail.example.org吧", "email", ["a.b@mail.example.org"]),
        ("@alice你好 @bob_9, me@x @小红薯65D1A43F 在吗", "name", ["@alice", "@bob_9", "@小红薯65D1A43F"]),
        ("去#美食探店[话题]#和 #a1 #1 C# a#b #轻亚# 完", "topic", ["#美食探店[话题]#", "#a1", "#轻亚#"]),
        ("好👍🏽棒👨‍👩‍👧🇨🇳 1️⃣ 1", "emoji", ["👍🏽", "👨‍👩‍👧🇨🇳", "1️⃣"]),
        ("哈[笑哭R][doge] [see the note]", "sticker", ["[笑哭R]", "[doge]"]),
        ("好(｡･ω･｡) ¯\\_(ツ)_/¯ >_< ^_^ :)", "kaomoji", ["(｡･ω･｡)", "¯\\_(ツ)_/¯", ">_<", "^_^", ":)"]),
        ("(see note) (1.2) (a+b) 5:3 a = b :", "kaomoji", []),
        ("¥39.9 39元 $1,299.00 5€ US$20 HKD 30", "price", ["¥39.9", "$1,299.00", "5€", "US$20", "HKD 30"]),
        ("500g 38℃ 15% 3km 5 天 10元 mate30pro", "measure", ["500g", "38℃", "15%", "3km"]),
        ("用`a = 1`吧", "code", ["`a = 1`"]),
        ("a \n\n b", "break", [" \n\n "]),
        ("TikTok OK Knit ſ", "emoji", []),
    ],
)
def test_pieces_are_found(text: str, kind: str, found: list[str]) -> None:
    assert [span.text for span in protecting.cut(text) if span.kind == kind] == found


@given(st.text() | social_texts.texts | social_texts.chinese)
def test_a_cut_text_is_the_text(text: str) -> None:
    assert "".join(span.text for span in protecting.cut(text)) == text


@given(social_texts.texts | social_texts.chinese)
def test_links_mentions_and_topics_as_members_see_them_are_protected(text: str) -> None:
    kept = [span.text for span in protecting.cut(text) if span.kind != "text"]
    for line in segments.cut(text):
        for segment in line:
            if segment.kind != "text":
                assert any(segment.text in piece for piece in kept)


@given(st.lists(st.sampled_from(social_texts.PIECES) | st.text(min_size=1), max_size=8))
def test_hidden_and_restored_is_what_it_was(hidden: list[str]) -> None:
    letters = protecting.mask_letters(" ".join(hidden))
    masks = [protecting.mask(letters, number + 1) for number in range(len(hidden))]
    assert protecting.restore(" | ".join(masks), letters, hidden) == " | ".join(hidden)


@pytest.mark.parametrize(
    ("answer", "restored"),
    [
        ("QZ1 and QZ2", "@alice and ¥5"),
        ("QZ2 and QZ1", "¥5 and @alice"),
        ("qz1，ＱＺ２", "@alice，¥5"),
        ("Q Z 1 and QZ-2", "@alice and ¥5"),
        ("QZ1QZ2", "@alice¥5"),
        ("xQZ1s QZ2", "x @alice s ¥5"),
        ("QZ1", None),
        ("QZ1 QZ1 QZ2", None),
        ("QZ1 QZ2 QZ3", None),
        ("", None),
    ],
)
def test_harmless_changes_of_masks_are_forgiven_and_others_are_not(answer: str, restored: str | None) -> None:
    assert protecting.restore(answer, "QZ", ["@alice", "¥5"]) == restored


def test_masks_are_never_what_the_text_says_itself() -> None:
    assert protecting.mask_letters("qz 1 and xq2") not in {"QZ", "XQ"}


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["see https://a.example.com", "now"], "see https://a.example.com now"),
        (["看 https://a.example.com", "吧"], "看 https://a.example.com吧"),
        (["#CatTax", "今天"], "#CatTax 今天"),
        (["hi", "#CatTax"], "hi #CatTax"),
        (["hi", "👍"], "hi👍"),
    ],
)
def test_nothing_grows_into_its_neighbour(parts: list[str], joined: str) -> None:
    assert protecting.join(parts) == joined
