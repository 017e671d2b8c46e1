"""Whether a run of a text is a word, or part of something longer."""

from __future__ import annotations

import re

import rjieba


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a term is no part of something longer: `u` is not in `U.S.`."""
    if _JOINED_BEFORE.search(text, max(start - 2, 0), start + 1) or _JOINED_BEHIND.match(text, end - 1):
        return False
    return end - start > _ACCIDENTAL or not (_cuts_a_word(text, start) or _cuts_a_word(text, end))


def _cuts_a_word(text: str, at: int) -> bool:
    """Whether one of jieba's words goes on over this place: 种草 is not in 种草莓."""
    if not _HANS.match(text, max(at - 1, 0)):
        return False
    begins = max(at - _AROUND, 0)
    # Without guessing at new words, since slang is what it would guess.
    tokens = rjieba.tokenize(text[begins : at + _AROUND], "default", False)
    return all(begin != at - begins for _, begin, _ in tokens)


# Letters and digits of scripts that put spaces between words: all but Han, kana, hangul, Thai and their neighbours.
_SPACED = (
    r"[^\W\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    r"\U00020000-\U0003ffff]"
)
_JOINED_BEFORE = re.compile(rf"{_SPACED}[.&'’-]?{_SPACED}\Z")
_JOINED_BEHIND = re.compile(rf"{_SPACED}[.&'’-]?{_SPACED}")
_HANS = re.compile("[\u3400-\u9fff]{2}")
# Two Han signs come together by accident, three hardly ever.
_ACCIDENTAL = 2
_AROUND = 8
