"""From a text to its parts."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.infra.text import han
from vermilion.translation import detecting, protecting
from vermilion.translation.detecting import has_words
from vermilion.translation.languages import base, same_language
from vermilion.translation.parting.clauses import clauses_of
from vermilion.translation.parting.keeping import kept
from vermilion.translation.parting.models import Part, Words
from vermilion.translation.protecting import Span


def take_apart(text: str, source: str, target: str, words: Words) -> list[Part]:
    """The parts of a text whose main language is `source`; their texts, joined, are the text."""
    parts: list[Part] = []
    clauses = clauses_of(protecting.cut(text))
    is_one = sum(any(span.kind == "text" for span in clause) for clause in clauses) == 1
    for number, sentence in enumerate(clauses):
        parts += _parts(sentence, number, source, target, words, is_one)
    return parts


def _parts(spans: Sequence[Span], number: int, around: str, target: str, words: Words, is_one: bool) -> list[Part]:
    texts = [span.text for span in spans if span.kind == "text"]
    found = iter(detecting.runs(texts, around, target, is_one) if any(map(has_words, texts)) else [])
    parts: list[Part] = []
    for span in spans:
        if span.kind != "text":
            parts.append(kept(span, number, around, target, words))
        elif has_words(span.text):
            parts += (_worded(run, number, target, words) for run in next(found))
        else:
            next(found, None)
            parts.append(Part("gap", span.text, span.text, number))
    return parts


def _worded(run: detecting.Run, number: int, target: str, words: Words) -> Part:
    if not has_words(run.text):
        return Part("kept", run.text, run.text, number)
    if base(run.language) == "zh" == base(target):
        return Part("kept", run.text, _in_script(run.text, target), number)
    if same_language(run.language, target):
        return Part("kept", run.text, run.text, number)
    if base(run.language) == "zh":
        return Part("words", run.text, words.plain(han.simplify(run.text), "zh-Hans"), number, "zh-Hans")
    return Part("words", run.text, words.plain(run.text, run.language), number, run.language)


def _in_script(text: str, target: str) -> str:
    """Chinese in the characters of `zh-Hans` or `zh-Hant`."""
    return han.traditionalize(text) if target == "zh-Hant" else han.simplify(text)
