"""The language of a text, whatever its tag says, and of the runs of a mixed one."""

from __future__ import annotations

import pytest

from vermilion.translation import detecting, languages


@pytest.mark.parametrize(
    ("text", "tag", "source"),
    [
        ("今天真的很开心", "und", "zh-Hans"),
        ("今天真的很開心，頭髮也很長", "zh-Hans", "zh-Hant"),
        ("今天真的很开心", "en", "zh-Hans"),
        ("정말 재미있어요", "zh-Hans", "ko"),
        ("This is a perfectly normal sentence.", "fr", "en"),
        ("Zhuhai", "zh", "zh-Hans"),  # too short to be believed against its tag
        ("😂", "fr", "und"),
    ],
)
def test_source(text: str, tag: str, source: str) -> None:
    assert detecting.source_of(text, tag) == source


@pytest.mark.parametrize(
    ("sentence", "around", "target", "runs"),
    [
        ("今天去 city walk 了", "zh-Hans", "en", [("zh-Hans", "今天去 city walk 了")]),
        ("你好 everyone, nice to be here", "en", "en", [("zh-Hans", "你好 "), ("en", "everyone, nice to be here")]),
        (
            "今天好开心 I really love this place so much",
            "zh-Hans",
            "zh-Hans",
            [("zh-Hans", "今天好开心 "), ("en", "I really love this place so much")],
        ),
        ("고양이 너무 귀여워 太可爱了吧", "ko", "en", [("ko", "고양이 너무 귀여워 "), ("zh-Hans", "太可爱了吧")]),
        ("東京駅で会いましょう", "ja", "en", [("ja", "東京駅で会いましょう")]),
        ("東京", "ja", "en", [("ja", "東京")]),
        ("这里是东京", "ja", "en", [("zh-Hans", "这里是东京")]),
        ("see you", "es", "en", [("es", "see you")]),
        ("I really want to see all of you tomorrow", "es", "en", [("en", "I really want to see all of you tomorrow")]),
        ("привет everyone, nice to be here", "en", "en", [("ru", "привет "), ("en", "everyone, nice to be here")]),
    ],
)
def test_runs(sentence: str, around: str, target: str, runs: list[tuple[str, str]]) -> None:
    [found] = detecting.runs([sentence], around, target)
    assert [(run.language, run.text) for run in found] == runs


def test_tags() -> None:
    assert [languages.normal(tag) for tag in ("zh", "zh_Hant", "zh-TW", "zh-CN", "en-GB", "yue", "")] == [
        "zh-Hans", "zh-Hant", "zh-Hant", "zh-Hans", "en", "zh-Hant", "und",
    ]  # fmt: skip
    assert languages.same_language("zh-Hans", "zh-Hant")
    assert languages.same_language("en-US", "en")
    assert not languages.same_language("und", "und")
    assert languages.reads("zh-Hant", ["en", "zh-Hans"])
    assert not languages.reads("ja", ["en", "zh-Hans"])


@pytest.mark.parametrize(
    ("of_reader", "locale", "target"),
    [
        ([], "zh_Hans", "zh-Hans"),
        (["en", "zh-Hant"], "zh_Hans", "zh-Hant"),
        (["ja", "ko"], "en", "ja"),
        (["fr", "en-GB"], "en", "en"),
    ],
)
def test_best_target(of_reader: list[str], locale: str, target: str) -> None:
    assert languages.best_target(of_reader, locale) == target
