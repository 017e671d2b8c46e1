"""Text is cut into segments, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vermilion.infra.text import segments
from vermilion.infra.text.segments import Segment

PIECES = st.sampled_from(
    [
        "#",
        "＃",
        "@",
        "#旅行",
        "#café·2",
        "@alice",
        "@Bob_1",
        "https://",
        "http://a.com/x",
        "https://例子.中国/路",
        "，",
        " ",
        "\n",
        "好看",
        "x",
        "1",
        "_",
        "·",
        "[::1]",
        ":99999",
        "%",
        "/",
        "?a=1&b",
        ".",
        "(",
        ")",
        "日本語",
        "한국",
        "❤️",
        "é",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_joined_segments_are_the_text(text: str) -> None:
    lines = segments.cut(text)
    assert "\n".join("".join(segment.text for segment in line) for line in lines) == text
    for segment in (segment for line in lines for segment in line):
        assert segment.text
        assert bool(segment.value) == (segment.kind != "text")
        if segment.kind == "link":
            assert segment.value.isascii()
            assert segment.value.startswith(("http://", "https://"))
            assert segments.shown(segment)


def finds(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.value) for line in segments.cut(text) for found in line if found.kind != "text"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("今天#日常#美食 ＃TikTokRefugee", ["日常", "美食", "TikTokRefugee"]),
        ("#한국어_여행 #ラーメン巡り #สวัสดี", ["한국어_여행", "ラーメン巡り", "สวัสดี"]),
        ("#हिन्दी #café·2 #张国荣·演唱会。", ["हिन्दी", "café·2", "张国荣·演唱会"]),
        ("#小红书#", ["小红书"]),
        ("(#brackets), #end.", ["brackets", "end"]),
        ("C# a#b &#39; #️⃣ #1 #996 # #· /#x", []),
        ("#" + "长" * 60, ["长" * 60]),
        ("#" + "长" * 61, []),
        ("https://a.com/x#part #real", ["real"]),
        ("#Cats #cats #CATS", ["Cats"]),
    ],
)
def test_topics(text: str, names: list[str]) -> None:
    assert segments.topics_in(text) == names


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("谢谢@Bob_x，还有＠alice!", ["bob_x", "alice"]),
        ("me@example.org @ab @alice@elsewhere.social @1abc @" + "a" * 21, []),
        ("https://a.com/@alice", []),
        ("@bob.", ["bob"]),
    ],
)
def test_mentions(text: str, handles: list[str]) -> None:
    assert segments.mentions_in(text) == handles


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("看https://example.com/路径，很好", "https://example.com/%E8%B7%AF%E5%BE%84"),
        ("https://example.com很好看", "https://example.com"),
        ("http://xhslink.com/a/abc，复制本条", "http://xhslink.com/a/abc"),
        ("(https://a.com/x_(y))", "https://a.com/x_(y)"),
        ("HTTP://X.com:8080/?a=1&b=2#c.", "http://x.com:8080/?a=1&b=2#c"),
        ("https://例子.中国/", "https://xn--fsqu00a.xn--fiqs8s/"),
    ],
)
def test_links(text: str, value: str) -> None:
    assert finds(text) == [("link", value)]


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://a.com",
        "//a.com",
        "a.com",
        "mailto:a@b.org",
        "https://google.com@evil.com/",
        "https://[::1]/",
        "https://a.com:99999/",
        "https://a",
        "xhttps://a.com",
    ],
)
def test_what_is_no_link_stays_text(text: str) -> None:
    assert finds(text) == []


def test_a_link_shows_where_it_leads() -> None:
    (link,) = segments.cut("https://аррӏе.com/login")[0]
    assert segments.shown(link) == "xn--80ak6aa92e.com/login"
    assert segments.shown(Segment("link", "https://例子.中国/", "https://xn--fsqu00a.xn--fiqs8s/")) == "例子.中国"
    long = "https://a.com/" + "x" * 50
    assert segments.shown(Segment("link", long, long)) == "a.com/" + "x" * 22 + "…"
