"""The concepts that an order to a machine has, and that a translation of it has too (`concepts.toml`)."""

from __future__ import annotations

import functools
import re

from vermilion.translation.engines.patterns import table

LANGUAGES = frozenset({"zh", "en", "ja", "ko", "es", "fr"})  # what `concepts` can judge


def concepts(text: str) -> frozenset[str]:
    """Which of these things a text speaks of, in any of the languages."""
    plain = text.lower()
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(plain))


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(_pattern(**words)) for name, words in table("concepts.toml").items()}


def _pattern(latin: str, han: str, hangul: str) -> str:
    """Latin words by their beginnings, short ones whole; the others anywhere."""
    starts = [rf"{word}[^\W\d_]*" if len(word) > 3 else rf"{word}s?" for word in latin.split()]
    return rf"(?<![a-z\d])(?:{'|'.join(starts)})(?![a-z])|{'|'.join(han.split() + hangul.split())}"
