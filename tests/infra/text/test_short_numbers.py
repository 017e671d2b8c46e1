"""Counts and ages as the design shows them."""

from __future__ import annotations

import pytest

from vermilion.infra.clock import DAY, HOUR, MINUTE, SECOND
from vermilion.infra.text.short_numbers import relative_time, short_number

NOON = 1_736_942_400 * SECOND  # 2025-01-15 12:00 UTC


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1k", "1000"),
        (1_204, "1.2k", "1204"),
        (3_350, "3.4k", "3350"),
        (8_932, "8.9k", "8932"),
        (9_950, "10K", "9950"),
        (9_999, "10K", "9999"),
        (23_418, "23K", "2.3万"),
        (41_200, "41K", "4.1万"),
        (999_500, "1M", "100万"),
        (1_250_000, "1.3M", "125万"),
        (99_995_000, "100M", "1亿"),
        (120_000_000, "120M", "1.2亿"),
    ],
)
def test_counts(number: int, english: str, chinese: str) -> None:
    assert short_number(number, "en") == english
    assert short_number(number, "zh-Hans") == chinese


@pytest.mark.parametrize(
    ("age", "english", "chinese"),
    [
        (-5 * SECOND, "just now", "刚刚"),
        (59 * SECOND, "just now", "刚刚"),
        (7 * MINUTE, "7 min", "7 分钟前"),
        (5 * HOUR, "5 h", "5 小时前"),
        (30 * HOUR, "yesterday", "昨天"),
        (3 * DAY, "3 days ago", "3 天前"),
        (8 * DAY, "7 January", "1 月 7 日"),
        (30 * DAY, "16 December 2024", "2024 年 12 月 16 日"),
    ],
)
def test_ages(age: int, english: str, chinese: str) -> None:
    assert relative_time(NOON - age, NOON, "en") == english
    assert relative_time(NOON - age, NOON, "zh-Hans") == chinese
