"""Cuts text into words for search, the same on every engine, so that no database's own tokenizer has a say.

Han runs become jieba's words, traditional and simplified alike; kana, hangul and scripts without spaces become pairs of
letters; other words lose case, accents and English endings. What jieba may cut otherwise in another sentence, and
what is only typed to its beginning, is found by `grams`: single signs beside the words, marked so that they never meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import rjieba

from vermilion.infra.text import han

# Marks before a gram; no word holds them.
SIGN = "="
START = "~"

# A word's beginnings that are kept: long enough to type, short enough to store.
MIN_START = 2
MAX_START = 6
MAX_WORD = 40

RunKind = Literal["han", "pairs", "word"]


def words(text: str) -> list[str]:
    """Every word of a text in order, folded and stemmed, the parts of a compound before it."""
    return [word for kind, run in runs(fold(with_parts(text))) for word in run_words(kind, run)]


def grams(text: str) -> list[str]:
    """What else of a text is found: `=` and one or two signs of a Han, kana or hangul run, `~` and the first two to six
    letters of any other word. Sorted, each once."""
    found: set[str] = set()
    for kind, run in runs(fold(with_parts(text))):
        if kind == "word":
            found.update(START + run[:size] for size in range(MIN_START, min(MAX_START, len(run)) + 1))
        else:
            found.update(SIGN + char for char in run)
            found.update(SIGN + pair for pair in pairs(run))
    return sorted(found)


def with_parts(text: str) -> str:
    """A text with the parts of every ComposedWord before it, as topics are often written."""
    return _COMPOSED.sub(lambda word: f"{_SEAM.sub(' ', word[0])} {word[0]}", text)


def fold(text: str) -> str:
    """Text as it is compared: compatible forms, case, accents and traditional characters are one with their kin."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    folded = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", folded).translate(han.to_simplified())


def runs(folded: str) -> Iterator[tuple[RunKind, str]]:
    """The runs of one script in a folded text; punctuation and addresses are left out."""
    for match in _RUNS.finditer(_NO_WORDS.sub(" ", folded)):
        if match.lastgroup == "han":
            yield ("pairs" if _KANA.search(match[0]) else "han"), match[0]
        elif match.lastgroup == "pairs":
            yield "pairs", match[0]
        else:
            yield "word", match[0][:MAX_WORD]


def run_words(kind: RunKind, run: str) -> list[str]:
    """The words of one run."""
    if kind == "han":
        return [str(word) for word in rjieba.cut_for_search(run)]
    return pairs(run) if kind == "pairs" else [stem(run)]


def query_words(kind: RunKind, run: str) -> list[str]:
    """The words of a run of a query: those of a text, but a compound stays whole, without its parts."""
    return [str(word) for word in rjieba.cut(run)] if kind == "han" else run_words(kind, run)


def pairs(run: str) -> list[str]:
    """Every two neighbouring signs of a run, or the one it has."""
    return [a + b for a, b in pairwise(run)] or [run]


def stem(word: str) -> str:
    """A word without its English ending: plurals, -ing, -ed and silent e. Crude on purpose: the same ending goes
    wherever it stands, in a note and in a query alike."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and not word.endswith("eed") and _VOWEL.search(base):
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
    if word.endswith("ie"):
        return word[:-2] + "y"
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANAS = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
# Thai, Lao, Burmese, Khmer.
_SPACELESS = "\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17dd"
# Vowel signs of Indic scripts belong to words, though they are no letters.
_INDIC = "\u0900-\u0963\u0966-\u0dff"
_ANY_WORD = f"(?:[{_INDIC}]|[^\\W_{_HAN}{_KANAS}{_HANGUL}{_SPACELESS}])"

_RUNS = re.compile(f"(?P<han>[{_HAN}{_KANAS}]+)|(?P<pairs>[{_HANGUL}]+|[{_SPACELESS}]+)|(?P<word>{_ANY_WORD}+)")
_COMPOSED = re.compile("(?<![A-Za-z])[A-Za-z]*[a-z][A-Z][A-Za-z]*")
_SEAM = re.compile("(?<=[a-z])(?=[A-Z])")
_KANA = re.compile(f"[{_KANAS}]")
# Addresses, and what English hangs on a word by an apostrophe.
_NO_WORDS = re.compile(r"https?://\S+|['’](?:s|t)\b")
_VOWEL = re.compile("[aeiouy]")
_ACCENTS = re.compile("(?<=[a-z\u00df-\u052f\u1d00-\u1fff])[\u0300-\u036f]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
