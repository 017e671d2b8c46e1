"""What changed from one text to another, in words: for showing a correction in red, or how translations differ.

Cost is bounded for any two texts: the shortest edit (Myers, 1986) is looked for among words, and where that would take
more than MOST_EDITS, among sentences; beyond that the middle counts as written anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec
import rjieba

# Steps grow with texts times edits: for 4,000 characters a tenth of a second at the very worst.
MOST_EDITS = 200

Kind = Literal["same", "added", "removed"]


class Change(msgspec.Struct, frozen=True):
    """A run of text. Those that are not `added` make the old text, those that are not `removed` the new one."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Change]:
    """The changes in the order of the texts, what was removed before what stands there instead. Chinese is compared by
    characters while most of it stays, else by words."""
    for cut, most in ((signs, _a_third(old, new)), (words, MOST_EDITS), (sentences, MOST_EDITS)):
        edits = _shortest_edit(cut(old), cut(new), most)
        if edits is not None:
            return _tidied(edits)
    return _tidied([Change("removed", old), Change("added", new)])


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


def _a_third(old: str, new: str) -> int:
    """Beyond it equal characters are chance."""
    return min(MOST_EDITS, (len(old) + len(new)) // 3)


def _shortest_edit(old: Sequence[str], new: Sequence[str], most: int) -> list[Change] | None:
    """None where it takes more than `most` edits. `ends[k]` is how far one gets on diagonal k (old minus new) with as
    many edits as there were rounds; what every round began with is kept for finding the way back."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    ends, rounds = {1: 0}, []
    for edits in range(min(most, len(inner_old) + len(inner_new)) + 1):
        rounds.append(dict(ends))
        for diagonal in range(-edits, edits + 1, 2):
            above = _comes_from_above(ends, diagonal, edits)
            at = ends[diagonal + 1] if above else ends[diagonal - 1] + 1
            beside = at - diagonal
            while at < len(inner_old) and beside < len(inner_new) and inner_old[at] == inner_new[beside]:
                at, beside = at + 1, beside + 1
            ends[diagonal] = at
            if at >= len(inner_old) and beside >= len(inner_new):
                inner = _way_back(rounds, inner_old, inner_new)
                return [*_all("same", old[:start]), *inner, *_all("same", old[len(old) - end :])]
    return None


def _way_back(rounds: list[dict[int, int]], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    changes = []
    at, beside = len(old), len(new)
    for edits in range(len(rounds) - 1, -1, -1):
        diagonal = at - beside
        added = _comes_from_above(rounds[edits], diagonal, edits)
        before = diagonal + 1 if added else diagonal - 1
        from_at = rounds[edits][before] if edits else 0
        from_beside = from_at - before if edits else 0
        while at > from_at and beside > from_beside:
            at, beside = at - 1, beside - 1
            changes.append(Change("same", old[at]))
        if edits:
            changes.append(Change("added", new[from_beside]) if added else Change("removed", old[from_at]))
            at, beside = from_at, from_beside
    return changes[::-1]


def _comes_from_above(ends: dict[int, int], diagonal: int, edits: int) -> bool:
    """Whether the best way to a diagonal is by a word added, not by one removed."""
    return diagonal == -edits or (diagonal != edits and ends[diagonal - 1] < ends[diagonal + 1])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces are the same from the beginning."""
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _tidied(edits: Sequence[Change]) -> list[Change]:
    """Between what stays, one run of what was removed and one of what was added."""
    tidy: list[Change] = []
    removed = added = ""
    for edit in [*edits, Change("same", "")]:
        if edit.kind == "removed":
            removed += edit.text
        elif edit.kind == "added":
            added += edit.text
        else:
            tidy += [Change("removed", removed), Change("added", added), edit]
            removed = added = ""
    return _joined([change for change in tidy if change.text])


def _joined(changes: Sequence[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in changes:
        if joined and joined[-1].kind == change.kind:
            joined[-1] = Change(change.kind, joined[-1].text + change.text)
        else:
            joined.append(change)
    return joined


def _all(kind: Kind, pieces: Sequence[str]) -> list[Change]:
    return [Change(kind, piece) for piece in pieces]


_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
_OTHER = f"(?:(?![{_HAN}{_KANA}])[^\\W_])+"
_REST = rf"{_OTHER}(?:['’]{_OTHER})*|\s+|."
_SIGNS = re.compile(_REST, re.DOTALL)
_WORDS = re.compile(f"(?P<han>[{_HAN}]+)|{_REST}", re.DOTALL)
_SENTENCES = re.compile(r"[^.!?。！？…\n]*[.!?。！？…\n]+|[^.!?。！？…\n]+")
