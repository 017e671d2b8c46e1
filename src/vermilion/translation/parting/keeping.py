"""What of a text is protected and stays as it is, but for topics that have a name in the other language."""

from __future__ import annotations

import re

from vermilion.translation.languages import base
from vermilion.translation.parting.models import Part, Words
from vermilion.translation.protecting import Span


def kept(span: Span, number: int, around: str, target: str, words: Words) -> Part:
    """The part that a protected span becomes. `around` is the language of its text."""
    if span.kind == "break":
        return Part("gap", span.text, span.text, number)
    if span.kind != "topic":
        return Part("kept", span.text, span.text, number, span=span.kind)
    name = span.text[1:].removesuffix("#").removesuffix("＃").removesuffix("[话题]")
    meaning = words.topic(name, _language_of_topic(name, around), target)
    return Part("kept", span.text, f"#{meaning}" if meaning else span.text, number, span="topic")


def _language_of_topic(name: str, around: str) -> str:
    """Names in Latin letters are borrowed everywhere."""
    return "zh-Hans" if _HAN.search(name) and base(around) not in {"zh", "ja"} else around


_HAN = re.compile("[\u3400-\u9fff]")
