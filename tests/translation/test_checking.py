"""What cannot be a translation is told from what can, on made-up answers and on people's real translations."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from vermilion.translation import checking, numbers, protecting

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "translation"


@pytest.mark.parametrize(
    ("source", "translation", "pair", "fault"),
    [
        ("今天真的很开心", "I am really happy today", "zh-Hans>en", ""),
        ("今天真的很开心", "", "zh-Hans>en", "empty"),
        ("今天真的很开心", "I am ⁇ happy", "zh-Hans>en", "broken"),
        ("今天真的很开心", "I am happy <unk>", "zh-Hans>en", "broken"),
        ("好", "As a language model I would like to write you a poem about it", "zh-Hans>en", "length"),
        ("今天" * 40, "Today", "zh-Hans>en", "length"),
        ("今天真的很开心，大家都来了", "very very very very very very very very", "zh-Hans>en", "repetition"),
        ("哈哈哈哈哈哈哈哈", "hahahahahahahaha", "zh-Hans>en", ""),
        ("今天真的很开心", "今天真的很开心", "zh-Hans>en", "copied"),
        ("I am really happy", "i am really happy!", "en>zh-Hans", "copied"),
        ("Harry Styles", "Harry Styles", "en>fr", ""),
        ("今天真的很开心", "今日はとても楽しい", "zh-Hans>en", "language"),
        ("I am really happy today, everyone", "Je suis vraiment très heureux", "en>zh-Hans", "language"),
        ("今天真的很开心，大家都来了", "Je suis vraiment très heureux aujourd'hui", "zh-Hans>en", "language"),
        ("TikTok", "TikTok", "en>zh-Hans", ""),
        ("I am really happy today", "我今天真的很开心", "en>zh-Hans", ""),
        ("今天真的很开心", "今日は本当に楽しい", "zh-Hans>ja", ""),
        ("今天开心，大家都来了", "今天真开心，大家都来了，我们一起去吃了晚饭，真的很好吃", "zh-Hans>ja", "language"),
        ("今天真的很开心", "오늘 정말 기뻐요", "zh-Hans>ko", ""),
        ("今天真的很开心，大家都来了", "I am really happy today, all came", "zh-Hans>ko", "language"),
        ("今天真的很开心", "Сегодня я очень рад", "zh-Hans>ru", ""),
    ],
)
def test_faults(source: str, translation: str, pair: str, fault: str) -> None:
    assert checking.fault(source, translation, *pair.split(">")) == fault


@pytest.mark.parametrize(
    ("source", "translation", "target", "survive"),
    [
        ("买了3个", "bought 3", "en", True),
        ("买了3个", "bought three of them", "en", True),
        ("买了3个", "bought some", "en", False),
        ("花了128元", "spent 128 yuan", "en", True),
        ("花了128元", "spent 182 yuan", "en", False),
        ("有1.2万人", "12,000 people", "en", True),
        ("有1.2万人", "12 thousand people", "en", True),
        ("2000万", "20 million", "en", True),
        ("2000万", "2,000", "en", False),
        ("2.5 million people", "250万人", "zh-Hans", True),
        ("12,000 people", "1.2万人", "zh-Hans", True),
        ("1,5 kilo", "1.5 kilos", "en", True),
        ("5月20日", "May 20", "en", True),
        ("12:30 见", "see you at 12:30", "en", True),
        ("2点半", "2:30", "en", True),
        ("三个人", "3 people", "en", True),
        ("好的", "ok 12345", "en", False),
        ("10 o'clock", "十点", "zh-Hans", True),
    ],
)
def test_numbers(source: str, translation: str, target: str, survive: bool) -> None:
    assert numbers.survive(source, translation, target) is survive


def test_numbers_are_cut_with_their_magnitude() -> None:
    assert numbers.cut("花了1.2万元,3 个") == [
        (False, "花了"), (True, "1.2万"), (False, "元,"), (True, "3"), (False, " 个"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "translation", "keeps"),
    [
        (["@alice", "👍"], "thanks @alice 👍", True),
        (["@alice"], "thanks @alic", False),
        ([], "see https://evil.example.com", False),
        ([], "write to me@evil.example.com", False),
        ([], "#Follow me", False),
        ([], "thanks 👍", False),
        ([], "it costs $5", True),
    ],
)
def test_pieces(kept: list[str], translation: str, keeps: bool) -> None:
    assert protecting.keeps_pieces(Counter(kept), Counter(), translation) is keeps


@pytest.mark.parametrize("language", ["ja", "ko", "es", "fr"])
def test_people_s_translations_stand(language: str) -> None:
    """Both ways; nothing that people wrote may be held to be no translation in more than 1 % of texts."""
    path = DATA / f"social_zh_{language}.jsonl"
    if not path.exists():
        pytest.skip(f"needs {path.name} of the shared test data, which is not at hand")
    faults: Counter[str] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        one, other = _bare(row["source"]), _bare(row["translation"])
        if one and other:
            faults[checking.fault(one, other, "zh-Hans", language)] += 1
            faults[checking.fault(other, one, language, "zh-Hans")] += 1
    assert faults[""] >= 0.99 * faults.total()


def _bare(text: str) -> str:
    return " ".join(span.text for span in protecting.cut(text) if span.kind == "text").strip()
