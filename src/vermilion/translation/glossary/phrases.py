"""Finds the terms of a dictionary in a text: of two that overlap the first, of two that begin alike the longest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from vermilion.translation.glossary.whole_words import is_whole


class Found(NamedTuple):
    """`text[start:end]` is a term, `value` what the dictionary says of it."""

    start: int
    end: int
    value: str


class Phrases:
    """A dictionary prepared for finding its terms in texts; keys are in small letters. A text is first asked for what
    terms begin with, a word or two signs, so that a look costs microseconds, however large the dictionary."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)
        self._lengths: dict[str, list[int]] = {}  # of the terms with this beginning, longest first
        for length, beginning in sorted({(len(term), self._beginning(term)) for term in values}, reverse=True):
            self._lengths.setdefault(beginning, []).append(length)
        others = {beginning for beginning in self._lengths if not _WORD.match(beginning)}
        alone = {beginning for beginning in others if len(beginning) == 1}
        first, second = ({beginning[at] for beginning in others - alone} for at in (0, 1))
        self._patterns = [_WORD, re.compile(f"(?=({_one_of(alone)}|{_one_of(first)}{_one_of(second)}))")]

    def get(self, term: str) -> str | None:
        """What the dictionary says of a term in small letters."""
        return self._values.get(term)

    def find(self, text: str) -> list[Found]:
        """Where terms stand in a text in small letters; no two overlap."""
        found: list[Found] = []
        for start, beginning in self._places(text):
            if found and start < found[-1].end:
                continue
            for end in (start + length for length in self._lengths[beginning]):
                value = self._values.get(text[start:end])
                if value is not None and is_whole(text, start, end):
                    found.append(Found(start, end, value))
                    break
        return found

    def _places(self, text: str) -> list[tuple[int, str]]:
        """Where something begins as a term does, in order."""
        places = []
        # No term begins with a sign of ASCII that is neither letter nor digit.
        for pattern in self._patterns[:1] if text.isascii() else self._patterns:
            for beginning in self._lengths.keys() & pattern.findall(text):
                at = text.find(beginning)
                while at >= 0:
                    places.append((at, beginning))
                    at = text.find(beginning, at + 1)
        return sorted(places)

    def _beginning(self, term: str) -> str:
        word = _WORD.match(term)
        if word:
            return word[1]
        return term[0] if term[0] in self._values else term[:2]


def _one_of(signs: set[str]) -> str:
    return f"[{re.escape(''.join(sorted(signs)))}]" if signs else "(?!)"


_WORD = re.compile("([a-z0-9]+)")
