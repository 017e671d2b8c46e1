"""Numbers and ages as short as members expect them: 1.2k and 12K in English, 1.2万 and 1.2亿 in Chinese."""

from __future__ import annotations

from datetime import UTC, datetime

from vermilion.infra.clock import DAY, HOUR, MINUTE, SECOND

# How many days back an age is told in days; what is older gets its date.
LAST_DAYS = 7


def short_number(number: int, locale: str) -> str:
    """A count in two or three figures, rounded half up; `locale` is a BCP 47 tag, and all but Chinese read as English.
    8,932 is 8.9k and 8932; 41,200 is 41K and 4.1万; 250,000,000 is 250M and 2.5亿."""
    chinese = locale.startswith("zh")
    decimals_below = 100 if chinese else 10
    for start, size, sign in _CHINESE if chinese else _ENGLISH:
        if number >= start:
            tenths = (number * 10 + size // 2) // size
            if tenths < decimals_below * 10 and tenths % 10:
                return f"{tenths // 10}.{tenths % 10}{sign}"
            return f"{(number + size // 2) // size}{sign}"
    return str(number)


def relative_time(moment: int, now: int, locale: str) -> str:
    """The age of a moment, both in microseconds: "9 min", "8 h", "yesterday", "3 days ago", then the date (UTC),
    with its year unless that is the present one. What lies ahead by a slow clock counts as just now."""
    age = now - moment
    chinese = locale.startswith("zh")
    if age < MINUTE:
        return "刚刚" if chinese else "just now"
    if age < HOUR:
        return f"{age // MINUTE} 分钟前" if chinese else f"{age // MINUTE} min"
    if age < DAY:
        return f"{age // HOUR} 小时前" if chinese else f"{age // HOUR} h"
    if age < 2 * DAY:
        return "昨天" if chinese else "yesterday"
    if age < LAST_DAYS * DAY:
        return f"{age // DAY} 天前" if chinese else f"{age // DAY} days ago"
    return _date(moment, now, chinese)


# From where on, one of the unit, its sign. A unit starts where the one below it would round up to it.
_ENGLISH = (
    (999_500_000, 1_000_000_000, "B"),
    (999_500, 1_000_000, "M"),
    (9_950, 1_000, "K"),
    (1_000, 1_000, "k"),
)
_CHINESE = ((99_995_000, 100_000_000, "亿"), (10_000, 10_000, "万"))


def _date(moment: int, now: int, chinese: bool) -> str:
    day = datetime.fromtimestamp(moment // SECOND, UTC)
    this_year = day.year == datetime.fromtimestamp(now // SECOND, UTC).year
    if chinese:
        return f"{day.month} 月 {day.day} 日" if this_year else f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {day:%B}" if this_year else f"{day.day} {day:%B} {day.year}"
