"""Numbers that a translation spells out are the numbers of its source, and no others."""

from __future__ import annotations

import pytest

from vermilion.translation.numbers import survive
from vermilion.translation.numbers.spelled import spelled


@pytest.mark.parametrize(
    ("source", "translation", "target"),
    [
        ("有30万人来了", "Three hundred thousand people came", "en"),
        ("2亿次播放", "Two hundred million plays", "en"),
        ("2.5万人", "Twenty-five thousand people", "en"),
        ("100万人", "a million people", "en"),
        ("365天", "three hundred and sixty-five days", "en"),
        ("over 2 million views", "超过两百万次观看", "zh-Hans"),
        ("20 people, 15 minutes", "二十人，十五分钟", "zh-Hant"),
        ("1001 nights", "一千零一夜", "zh-Hans"),
        ("12000 steps in 2025", "二〇二五年的一万两千步", "zh-Hans"),
        ("100% cotton", "百分之百纯棉", "zh-Hans"),
        ("25 people", "二十五人", "ja"),
        ("200 pas", "doscientos pasos", "es"),
        ("99 steps", "quatre-vingt-dix-neuf marches", "fr"),
    ],
)
def test_what_is_spelled_out_has_survived(source: str, translation: str, target: str) -> None:
    assert survive(source, translation, target)


@pytest.mark.parametrize(
    ("source", "translation", "target"),
    [
        ("20 people", "三十人", "zh-Hans"),
        ("25 people", "二十人", "zh-Hans"),
        ("30万人", "Three hundred people", "en"),
        ("30万人", "thirty thousand people", "en"),
        ("35 people", "thirty, then five people", "en"),
        ("25 people", "二十五人", "en"),
    ],
)
def test_another_number_is_no_survival(source: str, translation: str, target: str) -> None:
    assert not survive(source, translation, target)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("一百二十三万四千五百六十七", "zh", {1234567}),
        ("一万亿和两万三千亿", "zh", {10**12, 2_300_000_000_000}),
        ("三千零五", "zh", {3005}),
        ("one hundred twenty-three million four hundred fifty-six thousand and seven", "en", {123456007}),
        ("five, six and seven; twenty thirty", "en", {5, 6, 7, 20, 30}),
        ("two dozen", "en", {24}),
        ("cien mil millones y doscientos treinta y cinco", "es", {100_000_000_235}),
        ("soixante et onze, deux cents", "fr", {71, 200}),
        ("nothing", "en", set()),
        ("drei", "de", set()),
    ],
)
def test_values(text: str, language: str, values: set[int]) -> None:
    assert {int(value) for value in spelled(text, language)} == values
