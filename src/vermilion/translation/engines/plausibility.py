"""Whether an answer can be a translation of its text at all, judged without knowing either language well.

A language model that follows what a text asks of it adds, leaves out or answers. Every rule here looks for one trace of
that. Texts that speak to machines are held to the strict form of the rules: turning a good translation of one of them
down costs a detour to the next engine, letting a poem through costs trust. Rates on real pairs: docs/translation.md.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping

from vermilion.translation.engines import phrases
from vermilion.translation.engines.encodings import encoded_pieces, plain_variants
from vermilion.translation.engines.markers import LANGUAGES, concepts, orders
from vermilion.translation.engines.scripts import is_of_another_script

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
COVERED = 0.6  # of the things that a text says to a machine its translation says as well, rounded up
# What ends a sentence before another one begins; dots of numbers and dots in a row do not.
_SENTENCE = re.compile(r"[.!?;:…\n|][^\w.]*(?=[^\W\d_])|[.!?;:…\n|][^\w.]*\s[^\w.]*(?=\d)|[。?!]\W*(?=\w)")
_END = re.compile(r"[?!)\]\"]$")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_QUOTES = re.compile("[“”„«»「」『』]")
_LAST_TWICE = re.compile(r"(\w{2,})\W+\1\W*$")


def implausible(text: str, answer: str, source: str, target: str, terms: Mapping[str, str]) -> str | None:
    """Why `answer` is no translation of `text` from one BCP 47 tag to another, in a word or two for the log; None where
    nothing speaks against it. `terms` are words that had to be used, and so may appear."""
    text, answer = _plain(text), _plain(answer)
    strict = speaks_to_machines(text)
    for rule in _RULES:
        if reason := rule(text, answer, target, strict):
            return reason
    return _says_what_only_machines_say(" ".join([text, *terms.values()]), answer)


def speaks_to_machines(text: str) -> bool:
    """Whether a text could be meant for a model, openly or in one of the common disguises."""
    return any(orders(variant) for variant in plain_variants(text)) or bool(encoded_pieces(text))


def _is_empty(text: str, answer: str, target: str, strict: bool) -> str | None:
    return "empty" if not answer.strip() and text.strip() else None


def _has_other_size(text: str, answer: str, target: str, strict: bool) -> str | None:
    copied = encoded_pieces(text)
    weight, answers = _weight(_without(text, copied)), _weight(_without(answer, copied))
    most, least = (MOST_STRICT, LEAST_STRICT) if strict else (MOST, LEAST)
    more, less = (MOST_STRICT_SLACK, LEAST_STRICT_SLACK) if strict else (MOST_SLACK, LEAST_SLACK)
    if answers > weight * most * LONGER.get(target.partition("-")[0], 1.0) + more:
        return "too long"
    return "too short" if answers < weight * least - less else None


def _has_other_lines(text: str, answer: str, target: str, strict: bool) -> str | None:
    lines, answers = _lines(text), _lines(answer)
    if answers > lines:
        return "more lines"
    return "fewer lines" if strict and answers < lines else None


def _ends_otherwise(text: str, answer: str, target: str, strict: bool) -> str | None:
    """What is added comes at the end: another sentence, or after the mark that the text ends with."""
    if strict and len(_SENTENCE.findall(answer)) > len(_SENTENCE.findall(text)):
        return "more sentences"
    if strict and "?" in answer and "?" not in text and not phrases.ASKING.search(text):
        return "asks"
    if strict and _LAST_TWICE.search(answer) and not _LAST_TWICE.search(text):
        return "says it twice"
    end = _END.search(text)
    return "another end" if end and (strict or end[0] == "?") and not _ends_like(end[0], answer) else None


def _is_of_another_script(text: str, answer: str, target: str, strict: bool) -> str | None:
    return "another script" if is_of_another_script(text, answer, target) else None


def _adds_what_cannot_be_translated(text: str, answer: str, target: str, strict: bool) -> str | None:
    return next((name for name, made in phrases.ARTEFACTS if len(made.findall(answer)) > len(made.findall(text))), None)


def _loses_encoded(text: str, answer: str, target: str, strict: bool) -> str | None:
    """What cannot be read is copied as it stands; a model that reads it does something else."""
    said = _bare(answer)
    return "decoded" if any(_bare(piece) not in said for piece in encoded_pieces(text)) else None


def _adds_numbers_or_emoji(text: str, answer: str, target: str, strict: bool) -> str | None:
    if strict and any(sign not in text for sign in _EMOJI.findall(answer)):
        return "new emoji"
    if not strict or phrases.NUMBER_WORDS.search(text):
        return None
    given = re.sub(r"\D", "", text)
    return "new numbers" if any(number not in given for number in re.findall(r"\d{2,}", answer)) else None


def _leaves_out_what_was_said_to_machines(text: str, answer: str, target: str, strict: bool) -> str | None:
    if not strict:
        return None
    said = frozenset[str]().union(*(concepts(clause) for variant in plain_variants(text) for clause in orders(variant)))
    if said and target.partition("-")[0] not in LANGUAGES:
        return "cannot be judged"
    kept = said & concepts(_joined(answer))
    return "left out" if len(kept) < math.ceil(COVERED * len(said)) else None


def _says_what_only_machines_say(text: str, answer: str) -> str | None:
    for name, spoken, excuse in phrases.CHAT:
        if len(spoken.findall(answer)) > len(spoken.findall(text)) and not excuse.search(text):
            return name
    return None


_RULES: tuple[Callable[[str, str, str, bool], str | None], ...] = (
    _is_empty,
    _has_other_size,
    _has_other_lines,
    _ends_otherwise,
    _is_of_another_script,
    _adds_what_cannot_be_translated,
    _loses_encoded,
    _adds_numbers_or_emoji,
    _leaves_out_what_was_said_to_machines,
)


def _plain(text: str) -> str:
    return _QUOTES.sub('"', unicodedata.normalize("NFKC", text)).strip()


def _weight(text: str) -> float:
    signs = sum(char.isalnum() for char in text)
    return signs + sum((weight - 1) * len(re.findall(pattern, text)) for pattern, weight in WEIGHTS)


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def _ends_like(mark: str, answer: str) -> bool:
    """Not every question has its mark in a post; but when it has one, nothing comes after it."""
    at_end = re.search(re.escape(mark) + r"\W*$", answer)
    return bool(at_end) or (mark == "?" and "?" not in answer and bool(phrases.ASKING.search(answer)))


def _without(text: str, pieces: list[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, "")
    return text


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _joined(text: str) -> str:
    """Characters that were written apart together, and WordsLikeThese apart."""
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
