"""Takes a text apart: what an engine is to translate, sentence by sentence and language by language, and what stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from vermilion.infra.text import han
from vermilion.translation import detecting, protecting, sentences
from vermilion.translation.languages import base, same_language
from vermilion.translation.protecting import Span
from vermilion.translation.scripts import has_words


class Words(Protocol):
    """What is asked of the dictionaries (`glossary.Words`)."""

    @property
    def revision(self) -> str: ...

    def plain(self, text: str, language: str) -> str: ...

    def terms(self, text: str, source: str, target: str) -> dict[str, str]: ...

    def topic(self, name: str, source: str, target: str) -> str | None: ...


class Part(msgspec.Struct, frozen=True):
    """A stretch of a text. `words` are to be translated from `source`: `said` is what an engine is told (simplified, in
    plain words). `kept` shows `said` instead, a `gap` is line breaks, spaces or marks. `sentence` counts them, `span`
    is the kind of what is protected."""

    kind: Literal["words", "kept", "gap"]
    text: str
    said: str
    sentence: int
    source: str = ""
    span: protecting.Kind = "text"


def take_apart(text: str, source: str, target: str, words: Words) -> list[Part]:
    """The parts of a text whose main language is `source`; their texts, joined, are the text."""
    parts: list[Part] = []
    clauses = _clauses(protecting.cut(text))
    is_one = sum(any(span.kind == "text" for span in clause) for clause in clauses) == 1
    for number, sentence in enumerate(clauses):
        parts += _parts(sentence, number, source, target, words, is_one)
    return parts


def source_of(text: str, tag: str, words: Words) -> tuple[str, str]:
    """The main language of a text, and the text to take apart. Initials such as yyds look like no language at all: with
    their meaning in their place they are Chinese."""
    source = detecting.source_of(text, tag)
    if base(source) != "zh" and base(tag) in {"zh", "und"} and len(text) <= _INITIALS and text.isascii():
        plain = words.plain(text, "zh")
        if plain != text and not plain.isascii():
            return "zh-Hans", plain
    return source, text


def _clauses(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans by sentence. A picture between two clauses ends the first like a full stop, so that no engine needs to see
    it; where it stands in the place of a word (`I ❤ you`) it stays inside."""
    clauses: list[list[Span]] = [[]]
    for place, span in enumerate(spans):
        if span.kind == "text":
            for sentence in sentences.split(span.text):
                clauses[-1].append(Span("text", sentence))
                if _ENDED.search(sentence):
                    clauses.append([])
        elif span.kind == "break" or (span.kind in protecting.PICTURES and _parts_clauses(clauses[-1], spans, place)):
            clauses += [[span], []]
        else:
            clauses[-1].append(span)
    return [clause for clause in clauses if clause]


def _parts_clauses(clause: Sequence[Span], spans: Sequence[Span], place: int) -> bool:
    following = spans[place + 1 : place + 2]
    sizes = (_size(clause[-1:]), _size(following))
    return min(sizes) != 1


def _size(spans: Sequence[Span]) -> int:
    """Words of Latin letters and signs of other scripts, 2 for any more."""
    return len(_WORDS.findall(spans[0].text)[:2]) if spans and spans[0].kind == "text" else 0


def _parts(spans: Sequence[Span], number: int, around: str, target: str, words: Words, is_one: bool) -> list[Part]:
    texts = [span.text for span in spans if span.kind == "text"]
    found = iter(detecting.runs(texts, around, target, is_one) if any(map(has_words, texts)) else [])
    parts: list[Part] = []
    for span in spans:
        if span.kind != "text":
            parts.append(_kept(span, number, around, target, words))
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
        return Part("kept", run.text, in_script(run.text, target), number)
    if same_language(run.language, target):
        return Part("kept", run.text, run.text, number)
    if base(run.language) == "zh":
        return Part("words", run.text, words.plain(han.simplify(run.text), "zh-Hans"), number, "zh-Hans")
    return Part("words", run.text, words.plain(run.text, run.language), number, run.language)


def in_script(text: str, target: str) -> str:
    """Chinese in the characters of `zh-Hans` or `zh-Hant`."""
    return han.traditionalize(text) if target == "zh-Hant" else han.simplify(text)


def _kept(span: Span, number: int, around: str, target: str, words: Words) -> Part:
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


_INITIALS = 24  # characters of a text that may be nothing but initials
_ENDED = re.compile(r"[。！？!?…｡.;；][\"'”’」』）)\]】》»~～]*\s*$")
_WORDS = re.compile(r"[A-Za-z\u00c0-\u052f]+|[^\W\d_]")
_HAN = re.compile("[\u3400-\u9fff]")
