"""Whether an answer goes on where its text ends: that is where a model adds something."""

from __future__ import annotations

import re

from vermilion.translation.engines import phrases

# What ends a sentence before another one begins; dots of numbers and dots in a row do not.
_SENTENCE = re.compile(r"[.!?;:…\n|][^\w.]*(?=[^\W\d_])|[.!?;:…\n|][^\w.]*\s[^\w.]*(?=\d)|[。?!]\W*(?=\w)")
_END = re.compile(r"[?!)\]\"]$")
_LAST_TWICE = re.compile(r"(\w{2,})\W+\1\W*$")


def ends_otherwise(text: str, answer: str, target: str, strict: bool) -> str | None:
    """What is added comes at the end: another sentence, or after the mark that the text ends with."""
    if strict and len(_SENTENCE.findall(answer)) > len(_SENTENCE.findall(text)):
        return "more sentences"
    if strict and "?" in answer and "?" not in text and not phrases.ASKING.search(text):
        return "asks"
    if strict and _LAST_TWICE.search(answer) and not _LAST_TWICE.search(text):
        return "says it twice"
    end = _END.search(text)
    return "another end" if end and (strict or end[0] == "?") and not _ends_like(end[0], answer) else None


def _ends_like(mark: str, answer: str) -> bool:
    """Not every question has its mark in a post; but when it has one, nothing comes after it."""
    at_end = re.search(re.escape(mark) + r"\W*$", answer)
    return bool(at_end) or (mark == "?" and "?" not in answer and bool(phrases.ASKING.search(answer)))
