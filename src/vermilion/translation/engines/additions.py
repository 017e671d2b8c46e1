"""What an answer has that its text does not: links, code, numbers, emoji, the talk of a language model."""

from __future__ import annotations

import re

from vermilion.translation.engines import phrases
from vermilion.translation.engines.artefacts import ARTEFACTS

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def adds_what_cannot_be_translated(text: str, answer: str, target: str, strict: bool) -> str | None:
    """The name of an artefact that an answer has more of."""
    return next((name for name, made in ARTEFACTS if len(made.findall(answer)) > len(made.findall(text))), None)


def adds_numbers_or_emoji(text: str, answer: str, target: str, strict: bool) -> str | None:
    """In the strict form: emoji and numbers of two digits or more come from the text."""
    if strict and any(sign not in text for sign in _EMOJI.findall(answer)):
        return "new emoji"
    if not strict or phrases.NUMBER_WORDS.search(text):
        return None
    given = re.sub(r"\D", "", text)
    return "new numbers" if any(number not in given for number in re.findall(r"\d{2,}", answer)) else None


def says_what_only_machines_say(text: str, answer: str) -> str | None:
    """How an answer talks as a language model does, unless its text talks of such things itself."""
    for name, spoken, excuse in phrases.CHAT:
        if len(spoken.findall(answer)) > len(spoken.findall(text)) and not excuse.search(text):
            return name
    return None
