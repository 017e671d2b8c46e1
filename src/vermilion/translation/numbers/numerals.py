"""Numbers by their value: `1.2万` is 12,000, `2.5 million` is 250万, `12:30` is 1230 everywhere."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal


def values(text: str) -> Counter[str]:
    """Digits without separators; `12:30` is 1230 on both sides."""
    return Counter(_value(match[1], match[2] or match[3] or "") for match in NUMBER.finditer(text))


def _value(digits: str, magnitude: str) -> str:
    if not magnitude:
        return _plain(re.sub(r"\D", "", digits))
    factor = _MAGNITUDES[magnitude.lower()]
    try:
        number = Decimal(_SEPARATED.sub("", digits).replace(",", "."))
    except ArithmeticError:
        return re.sub(r"\D", "", digits)
    return f"{(number * factor).normalize():f}".replace(".", "")


def _plain(digits: str) -> str:
    """ASCII digits, whatever script they were in."""
    return digits if digits.isascii() else str(int(digits))


def in_parts(text: str) -> Counter[str]:
    """Runs of digits, whatever stands between them: `12:30` is 12 and 30."""
    return Counter(_plain(digits) for digits in re.findall(r"\d+", text))


_MAGNITUDES = {
    "万": 10**4, "萬": 10**4, "만": 10**4, "w": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "千": 1000, "천": 1000,
    "百": 100, "k": 1000, "千万": 10**7, "百万": 10**6, "thousand": 1000, "million": 10**6, "millions": 10**6,
    "billion": 10**9, "billions": 10**9, "mil": 1000, "mille": 1000, "millón": 10**6, "millones": 10**6,
    "milliard": 10**9, "milliards": 10**9, "m": 10**6, "hundred": 100, "cent": 100, "mil millones": 10**9,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[,.\u00a0\u202f' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:/-]\d+)*"
NUMBER = re.compile(
    f"({_DIGITS})(?:\\s?(千万|百万|[万萬만亿億억千천百]"
    "|(?:thousand|millions?|billions?|mil millones|mille|mil|millón|millones|milliards?|hundred)(?![a-zé]))"
    "|([kwKW])(?![A-Za-z]))?"
)
_SEPARATED = re.compile(r"[,.\u00a0\u202f' ](?=\d{3}(?!\d))")
