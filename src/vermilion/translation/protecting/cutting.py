"""A text as runs of words and what is protected between them."""

from __future__ import annotations

from typing import Literal

import msgspec

from vermilion.translation.protecting.patterns import PROTECTED

Kind = Literal[
    "text", "break", "code", "url", "email", "name", "topic", "emoji", "sticker", "kaomoji", "price", "measure"
]

# What stands between clauses like a punctuation mark, not in the place of a word.
PICTURES = frozenset({"emoji", "sticker", "kaomoji"})


class Span(msgspec.Struct, frozen=True):
    """A run of a text. The texts of all spans, joined, are the text."""

    kind: Kind
    text: str


def cut(text: str) -> list[Span]:
    """A text as runs of words and what is protected between them."""
    spans: list[Span] = []
    done = 0
    for match in PROTECTED.finditer(text):
        if match.start() > done:
            spans.append(Span("text", text[done : match.start()]))
        spans.append(Span(match.lastgroup, match[0]))  # type: ignore[arg-type]  # the groups are named after the kinds
        done = match.end()
    if done < len(text):
        spans.append(Span("text", text[done:]))
    return spans
