"""A term of the community's glossary, and what makes two words the same."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from vermilion.infra.errors import Invalid
from vermilion.infra.text import cleaning, han

LONGEST = 80  # characters of a term or its translation
MOST_TERMS = 20_000


class Term(msgspec.Struct, frozen=True):
    """What a word of one language is in another; `source` equal to `target`: what a slang word means in plain words.
    Languages are primary subtags (`zh`, `en`), texts one line of NFC."""

    source: str
    target: str
    term: str
    translation: str


class GlossaryTerm(msgspec.Struct, frozen=True):
    """A term as it is kept; `added_by` is an account or 0 for the operator, `created_at` in microseconds."""

    id: int
    source: str
    target: str
    term: str
    translation: str
    added_by: int
    created_at: int


def checked(source: str, target: str, term: str, translation: str) -> Term:
    """A term as it may be kept. Invalid names the field that is wrong."""
    made = Term(
        _language(source, "source"),
        _language(target, "target"),
        _words(term, "term"),
        _words(translation, "translation"),
    )
    if made.source == made.target and folded(made.term, made.source) == folded(made.translation, made.source):
        raise Invalid("same_word", "Slang and its meaning are the same.", field="translation")
    return made


def base(tag: str) -> str:
    """The language alone: `zh` of `zh-Hant`."""
    return tag.partition("-")[0].lower()


def folded(text: str, language: str) -> str:
    """Text as terms are compared: small letters and, in traditional texts, simplified characters. It has the same
    length as before, so that a place in one is that place in the other."""
    small = text.lower()
    if len(small) != len(text):  # a few letters become two (İ)
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return small.translate(han.to_simplified()) if language in _TRADITIONAL else small


def _language(tag: str, field: str) -> str:
    language = base(tag.strip())
    if not _LANGUAGE.fullmatch(language) or language == "und":
        raise Invalid("unknown_language", "Write a language as its code: zh, en, ja.", field=field)
    return language


def _words(text: str, field: str) -> str:
    if _CONTROLS.search(text):
        raise Invalid("control_characters", "Control characters cannot stand in a term.", field=field)
    line = cleaning.clean_line(text, field, LONGEST)
    if not any(unicodedata.category(char)[0] in "LNS" for char in line):
        raise Invalid("blank", "Write at least one character that can be seen.", field=field)
    if field == "term" and line[0].isascii() and not line[0].isalnum():
        raise Invalid("bad_beginning", "A term begins with a letter, a digit or an emoji.", field=field)
    return line


_LANGUAGE = re.compile("[a-z]{2,3}")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TRADITIONAL = frozenset({"zh-Hant", "zh-TW", "zh-HK", "zh-MO", "yue"})
