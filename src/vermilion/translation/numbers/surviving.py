"""Whether the numbers of a text survive its translation: by value, perhaps spelled out."""

from __future__ import annotations

import re

from vermilion.translation.numbers.numerals import NUMBER, in_parts, values
from vermilion.translation.numbers.spelled import spelled
from vermilion.translation.numbers.words import is_worded, words_of


def cut(text: str) -> list[tuple[bool, str]]:
    """Runs of a text, true for numbers with their magnitude. Joined they are the text."""
    runs, done = [], 0
    for match in NUMBER.finditer(text):
        if match.start() > done:
            runs.append((False, text[done : match.start()]))
        runs.append((True, match[0]))
        done = match.end()
    return [*runs, (False, text[done:])] if done < len(text) else runs


def survive(source: str, translation: str, target: str) -> bool:
    """Whether every number of the source stands in the translation, spelled out perhaps, and no large one came from
    nowhere."""
    expected, found = values(source), values(translation)
    if expected:
        there = found + in_parts(translation) + spelled(translation, target)
        words: set[str] | None = None
        for value, times in (expected - there).items():
            if words is None:
                words = words_of(translation)
            if times > 1 or not is_worded(value, words, translation, target):
                return False
    return not any(len(value) > 2 for value in found - expected - in_parts(source)) or bool(_NUMERALS.search(source))


_NUMERALS = re.compile(
    "[〇零一二三四五六七八九十百千万亿萬億两兩半双]|hundred|thousand|million|dozen|cien|mil\\b|cent|mille"
)
