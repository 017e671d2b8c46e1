"""What a term has to be to be kept."""

from __future__ import annotations

import re
import unicodedata

from vermilion.infra.errors import Invalid
from vermilion.infra.text import cleaning
from vermilion.translation.glossary.folding import base, folded
from vermilion.translation.glossary.models import LONGEST, Term


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
