"""The terms of the glossary in a part of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vermilion.translation import numbers
from vermilion.translation.detecting import has_words
from vermilion.translation.parting import Part


def pieces_of(part: Part, terms: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """What an engine sees of a part, and (true) what it does not."""
    if part.kind != "words" or not terms:
        yield part.kind == "kept", part.said
        return
    found = re.split("(" + "|".join(map(_whole_word, sorted(terms, key=len, reverse=True))) + ")", part.said)
    for place, text in enumerate(found):
        if text:
            yield place % 2 == 1, terms[text] if place % 2 else text


def stretches_of(part: Part, terms: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """The same without its numbers either, which engines mishandle: (true) what is to be translated."""
    if part.kind != "words":
        yield False, part.said
        return
    for is_term, text in pieces_of(part, terms):
        for is_number, run in [(True, text)] if is_term else numbers.cut(text):
            yield not is_term and not is_number and has_words(run), run


def _whole_word(term: str) -> str:
    """A pattern of the term that does not find `art` in `party`."""
    before = r"(?<![A-Za-z0-9])" if term[0].isascii() and term[0].isalnum() else ""
    behind = r"(?![A-Za-z0-9])" if term[-1].isascii() and term[-1].isalnum() else ""
    return before + re.escape(term) + behind
