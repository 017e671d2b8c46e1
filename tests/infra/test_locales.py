"""Languages of the interface: which is chosen, and how texts, numbers and dates are written in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vermilion.infra import locales
from vermilion.infra.locales import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW", "zh-Hans"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("fr,zh;q=0.5,en;q=0.4", "zh-Hans"),
        ("en;q=0.3, zh-hans;q=0.7", "zh-Hans"),
        ("fr;q=1,de", "en"),
        ("zh;q=0,en;q=0.1", "en"),
        ("zh;q=nonsense", "en"),
        ("," * 5000, "en"),
    ],
)
def test_choice(header: str, expected: str) -> None:
    assert locales.choose(header).tag == expected


def test_unknown_text_stays_as_it_is() -> None:
    assert CHINESE.gettext("no such text in any catalogue") == "no such text in any catalogue"


def test_plural_without_a_translation() -> None:
    assert [CHINESE.ngettext("one goose", "many geese", n) for n in (0, 1, 2)] == [
        "many geese",
        "one goose",
        "many geese",
    ]


def test_catalogue_is_readable_and_has_no_quarrels() -> None:
    assert all(all(forms) for forms in locales.catalogue("zh_Hans").values())


def test_figures_and_names() -> None:
    moment = int(datetime(2025, 1, 15, 8, tzinfo=UTC).timestamp()) * 1_000_000
    assert (ENGLISH.date(moment), CHINESE.date(moment)) == ("January 15, 2025", "2025年1月15日")
    assert (ENGLISH.number(12000), CHINESE.short_number(12000)) == ("12,000", "1.2万")
    assert (ENGLISH.language_name("ja"), CHINESE.language_name("ja")) == ("Japanese", "日语")
    assert (ENGLISH.language_name("zh-Hans"), ENGLISH.language_name("xx-Nope")) == ("Simplified Chinese", "xx-Nope")
    assert (ENGLISH.region_name("MX"), CHINESE.region_name("MX")) == ("Mexico", "墨西哥")
