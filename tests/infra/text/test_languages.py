"""Languages are told apart, on hand-picked lines always and on real short texts where the data is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vermilion.infra.text import languages

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "translation"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("今天终于去了那家面馆，味道真的很不错", "zh-Hans"),
        ("今天終於去了那家麵館，味道真的很不錯", "zh-Hant"),
        ("你好", "zh-Hans"),
        ("奶茶の店，今天开业", "zh-Hans"),
        ("今天去 city walk 了", "zh-Hans"),
        ("昨日の夜、ラーメンを食べた", "ja"),
        ("東京駅", "ja"),
        ("고양이가 너무 귀여워요 #cattax", "ko"),
        ("你好 everyone, a TikTok refugee here", "en"),
        ("omg so cute [doge] 😂", "en"),
        ("ok", "en"),
        ("¿Dónde está?", "es"),
        ("gracias", "es"),
        ("Merci, c'est trop bien", "fr"),
        ("danke schön", "de"),
        ("obrigado", "pt"),
        ("Привет, как дела?", "ru"),
        ("สวัสดีครับ", "th"),
        ("q区 dd", "zh-Hans"),
        ("帅呀 w c mate30pro", "zh-Hans"),
        ("#小红书创作者笔记", "zh-Hans"),
        ("hermoso", "es"),
        ("Merde", "fr"),
        ("😀😀 12:30", "und"),
        ("#TikTokRefugee @alice https://example.com/hello", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, tag: str) -> None:
    found = languages.detect(text)
    assert found.tag == tag
    assert (found.confidence > 0) == (tag != "und")


@pytest.mark.parametrize(
    ("file", "tag", "at_least"),
    [
        ("social_zh_ja.jsonl", "ja", 0.98),
        ("social_zh_ko.jsonl", "ko", 0.99),
        ("social_zh_es.jsonl", "es", 0.93),  # a tenth of these lines are Chinese names in Latin letters
        ("social_zh_fr.jsonl", "fr", 0.95),
        ("flores200_eng.devtest", "en", 0.999),
        ("flores200_fra.devtest", "fr", 0.999),
        ("flores200_spa.devtest", "es", 0.999),
        ("flores200_jpn.devtest", "ja", 0.999),
        ("flores200_kor.devtest", "ko", 0.999),
        ("flores200_cmn_Hans.devtest", "zh-Hans", 0.995),
        ("flores200_cmn_Hant.devtest", "zh-Hant", 0.99),
    ],
)
def test_accuracy_on_real_texts(file: str, tag: str, at_least: float) -> None:
    assert _share(_lines(file, "translation"), tag) >= at_least


@pytest.mark.parametrize("language", ["ja", "ko", "es", "fr"])
def test_accuracy_on_chinese_social_texts(language: str) -> None:
    lines = _lines(f"social_zh_{language}.jsonl", "source")
    assert sum(languages.detect(line).tag in {"zh-Hans", "zh-Hant"} for line in lines) >= 0.99 * len(lines)


def _share(lines: list[str], tag: str) -> float:
    return sum(languages.detect(line).tag == tag for line in lines) / len(lines)


def _lines(file: str, field: str) -> list[str]:
    path = DATA / file
    if not path.exists():
        pytest.skip(f"needs {path.name} of the shared test data, which is not at hand")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)[field] for line in lines] if path.suffix == ".jsonl" else lines
