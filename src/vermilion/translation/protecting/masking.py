"""Hides pieces behind masks that an engine copies, and puts them back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vermilion.translation.protecting.joining import join


def mask_letters(text: str) -> str:
    """Two letters that this text does not hold before a number, so that no mask can be taken for its words."""
    return next(letters for letters in _letters() if not re.search(f"{letters}\\W?\\d", text, re.IGNORECASE))


def mask(letters: str, number: int) -> str:
    """What stands for a piece in what an engine sees: `QZ1`. Capitals and a number are copied by translation models of
    any vocabulary, and language models take them for a name."""
    return f"{letters}{number}"


def restore(answer: str, letters: str, hidden: Sequence[str]) -> str | None:
    """An engine's answer with the hidden pieces in the place of their masks; None where a mask is gone, twice there or
    of nobody. Case, spaces within and full-width signs are forgiven."""
    parts, seen, done = [], set(), 0
    for match in _mask_pattern(letters).finditer(answer):
        number = int(match[1])  # of any script's digits
        if number in seen or not 1 <= number <= len(hidden):
            return None
        seen.add(number)
        parts += [answer[done : match.start()], hidden[number - 1]]
        done = match.end()
    if len(seen) < len(hidden):
        return None
    return join([*parts, answer[done:]])


def _mask_pattern(letters: str) -> re.Pattern[str]:
    pattern = _PATTERNS.get(letters)
    if pattern is None:
        one, two = (f"[{char}{char.lower()}{chr(ord(char) + _WIDE)}{chr(ord(char) + 32 + _WIDE)}]" for char in letters)
        pattern = _PATTERNS[letters] = re.compile(rf"{one} ?{two}[ _-]?(\d{{1,4}})")
    return pattern


def _letters() -> Iterator[str]:
    """Pairs that hardly any word holds first."""
    yield from ("QZ", "XQ", "ZX", "QJ", "VQ")
    for one in "QXZJKVWY":
        yield from (one + two for two in "QXZJKVWYBCDFGHLMNPRST")


_PATTERNS: dict[str, re.Pattern[str]] = {}
_WIDE = 0xFEE0  # from a sign to its full-width form
