"""Names of topics: how they are compared, made and where their words meet."""

from __future__ import annotations

import re
import unicodedata

from vermilion.infra.text import han


def as_tag(text: str) -> str:
    """Words as a topic's name: `milk tea` -> `MilkTea`."""
    return "".join(word[:1].upper() + word[1:] for word in _BETWEEN_WORDS.split(text))


def key_of(name: str) -> str:
    """Names of one key are one name: capitals, width and the script of Chinese make no difference."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).translate(han.to_simplified())


def seams_of(name: str) -> list[int]:
    """Where a word may begin or end: between any two Han signs, at capital letters and at digits, never inside of a
    word in small letters (a carpet is no car and pet)."""
    inside = {match.start() + at for match in _UNBROKEN.finditer(name) for at in range(1, len(match[0]))}
    return [at for at in range(len(name) + 1) if at not in inside]


_UNBROKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
