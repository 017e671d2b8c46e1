"""Whether an answer says about as much as its text, in as many lines."""

from __future__ import annotations

import re

from vermilion.translation.engines.encodings import encoded_pieces

# How much a sign says, in Latin letters of English (medians of FLORES-200's devtest); words of a Romance language are
# longer for the same. Everything else counts one.
WEIGHTS = (("[\u3400-\u9fff\uf900-\ufaff]", 3.0), ("[\u3041-\u30ff]", 2.0), ("[\uac00-\ud7a3]", 2.4))
LONGER = {"es": 1.2, "fr": 1.2, "ja": 1.15}
# An answer says between these parts of what the text says, give or take some letters: 99.5 % of FLORES' pairs lie
# between 0.47 and 2.1. Short posts of a community stretch more: a word of slang becomes a sentence.
MOST, MOST_SLACK = 2.0, 40.0
LEAST, LEAST_SLACK = 0.45, 4.0
MOST_STRICT, MOST_STRICT_SLACK = 1.4, 9.0
LEAST_STRICT, LEAST_STRICT_SLACK = 0.55, 2.0


def is_empty(text: str, answer: str, target: str, strict: bool) -> str | None:
    """Nothing where there was something."""
    return "empty" if not answer.strip() and text.strip() else None


def has_other_size(text: str, answer: str, target: str, strict: bool) -> str | None:
    """Much more or much less than a translation into `target` says."""
    copied = encoded_pieces(text)
    weight, answers = _weight(_without(text, copied)), _weight(_without(answer, copied))
    most, least = (MOST_STRICT, LEAST_STRICT) if strict else (MOST, LEAST)
    more, less = (MOST_STRICT_SLACK, LEAST_STRICT_SLACK) if strict else (MOST_SLACK, LEAST_SLACK)
    if answers > weight * most * LONGER.get(target.partition("-")[0], 1.0) + more:
        return "too long"
    return "too short" if answers < weight * least - less else None


def has_other_lines(text: str, answer: str, target: str, strict: bool) -> str | None:
    """More lines than there were; in the strict form fewer as well."""
    lines, answers = _lines(text), _lines(answer)
    if answers > lines:
        return "more lines"
    return "fewer lines" if strict and answers < lines else None


def _weight(text: str) -> float:
    signs = sum(char.isalnum() for char in text)
    return signs + sum((weight - 1) * len(re.findall(pattern, text)) for pattern, weight in WEIGHTS)


def _without(text: str, pieces: list[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, "")
    return text


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())
