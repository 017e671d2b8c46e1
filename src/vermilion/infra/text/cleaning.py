"""Makes what a member typed safe to keep and to show beside other people's words.

Everything comes out in NFC, without control characters and without characters that nobody sees. In a text they are
dropped, since they mostly come with a paste; in a name they are refused, since there they are a disguise.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn

from vermilion.infra.errors import Invalid

MAX_NAME = 40
MAX_TITLE = 100
MAX_TEXT = 2000
MAX_COMMENT = 1000

# Combining marks in a row: every living script does with four, more climb out of their line.
MAX_MARKS = 4


def clean_name(text: str, field: str = "name") -> str:
    """A display name: one line of 1 to 40 characters, at least one of which is seen. Refuses hidden characters."""
    name = _one_line(_valid(text, field, MAX_NAME))
    if name != _without_hidden(name) or _BLANK_LETTERS.search(name):
        raise Invalid("hidden_characters", "A name cannot hold invisible characters.", field=field)
    name = _without_towers(name)
    if not any(unicodedata.category(char)[0] in "LNSP" for char in name):
        raise Invalid("blank", "Write at least one character that can be seen.", field=field)
    return _within(name, MAX_NAME, field)


def clean_title(text: str, field: str = "title", limit: int = MAX_TITLE) -> str:
    """A note's title: one line, may be empty."""
    return clean_line(text, field, limit)


def clean_line(text: str, field: str, limit: int = MAX_TITLE) -> str:
    """Any single line (a collection's name, a picture's description): spaces folded, may be empty."""
    return _within(_one_line(_without_towers(_without_hidden(_valid(text, field, limit)))), limit, field)


def clean_text(text: str, field: str = "text", limit: int = MAX_TEXT) -> str:
    """Lines of text: line ends are `\\n`, no spaces at the ends of lines, two empty lines in a row at most."""
    kept = _without_towers(_without_hidden(_valid(text, field, limit)))
    kept = _LINE_ENDS.sub("\n", _SPACES.sub(" ", kept))
    return _within(_MANY_LINES.sub("\n\n\n", kept).strip(), limit, field)


def clean_comment(text: str, field: str = "text") -> str:
    """A comment: lines of text, may be empty (with a picture)."""
    return clean_text(text, field, MAX_COMMENT)


def length(text: str) -> int:
    """Characters as people count them: marks, joiners, variation selectors and skin tones are free."""
    return len(text) - len(_FREE.findall(text)) if not text.isascii() else len(text)


def _valid(text: str, field: str, limit: int) -> str:
    # Longer than any text of the limit with all its marks: refused before it costs anything.
    if len(text) > limit * (2 + MAX_MARKS) + 1000:
        _too_long(limit, field)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid("invalid_unicode", "This text holds broken characters.", field=field) from None
    text = unicodedata.normalize("NFC", _NEW_LINES.sub("\n", text))
    return _CONTROLS.sub("", text.replace("\t", " "))


def _without_hidden(text: str) -> str:
    if text.isascii():
        return text
    return _KEPT_JOINERS.sub(lambda match: match[0] if match[1] is None else "", text)


def _without_towers(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", _TOWERS.sub(r"\1", text))


def _one_line(text: str) -> str:
    return _ANY_SPACES.sub(" ", text).strip()


def _within(text: str, limit: int, field: str) -> str:
    if length(text) > limit:
        _too_long(limit, field)
    return text


def _too_long(limit: int, field: str) -> NoReturn:
    raise Invalid("too_long", "This is longer than {limit} characters.", field=field, limit=limit)


_NEW_LINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls but line feed and tab, and the code points that are never characters.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb]")
_SPACES = re.compile(r"[^\S\n]+")
_ANY_SPACES = re.compile(r"\s+")
_LINE_ENDS = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{4,}")

_EMOJI = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27bf\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_JOINING_SCRIPTS = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
# First what must stay although it is unseen: emoji sequences with their joiners, flags of regions, keycaps, and
# the joiners of scripts that write with them. Group 1 is what goes: soft hyphens, zero-width characters,
# directional controls, stray joiners, selectors and tags.
_KEPT_JOINERS = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
    f"|[{_EMOJI}][\U0001f3fb-\U0001f3ff]?[\ufe0e\ufe0f]?(?:\u200d(?=[{_EMOJI}]))?"
    "|[#*0-9][\ufe0e\ufe0f]\u20e3?"
    f"|(?<=[{_JOINING_SCRIPTS}])[\u200c\u200d](?=[{_JOINING_SCRIPTS}])"
    "|([\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+)"
)
# Letters and signs that show nothing at all.
_BLANK_LETTERS = re.compile("[\u2800\u3164\uffa0\u115f\u1160]")
_TOWERS = re.compile(f"([{_MARKS}]{{{MAX_MARKS}}})[{_MARKS}]+")
_FREE = re.compile(f"[{_MARKS}\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
