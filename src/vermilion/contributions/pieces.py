"""Texts in pieces that are compared; joined they are the text."""

from __future__ import annotations

import re

import rjieba


def signs(text: str) -> list[str]:
    """Characters of Chinese and kana, words of other scripts, runs of spaces; joined they are the text."""
    return _SIGNS.findall(text)


def words(text: str) -> list[str]:
    """The same with Chinese in words."""
    pieces: list[str] = []
    for match in _WORDS.finditer(text):
        pieces += _chinese(match[0]) if match.lastgroup == "han" else [match[0]]
    return pieces


def sentences(text: str) -> list[str]:
    """Sentences with the signs at their end; joined they are the text."""
    return _SENTENCES.findall(text)


def _chinese(run: str) -> list[str]:
    found = [str(word) for word in rjieba.cut(run)]
    return found if "".join(found) == run else list(run)


_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
_OTHER = f"(?:(?![{_HAN}{_KANA}])[^\\W_])+"
_REST = rf"{_OTHER}(?:['’]{_OTHER})*|\s+|."
_SIGNS = re.compile(_REST, re.DOTALL)
_WORDS = re.compile(f"(?P<han>[{_HAN}]+)|{_REST}", re.DOTALL)
_SENTENCES = re.compile(r"[^.!?。！？…\n]*[.!?。！？…\n]+|[^.!?。！？…\n]+")
