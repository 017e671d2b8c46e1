"""What a member typed, understood: no engine ever reads it as written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from vermilion.infra.text import words
from vermilion.infra.text.words import RunKind

MAX_QUERY = 100
MAX_WORDS = 10

# One of these must be in a note.
Clause = tuple[str, ...]


class Word(msgspec.Struct, frozen=True):
    """One word of a query. `exact` is how texts hold it where they are cut alike; `wide` is what a text holds at the
    least: the pairs of its signs, or a word that begins like it."""

    exact: Clause
    wide: list[Clause]


class Query(msgspec.Struct, frozen=True):
    """A note matches that has every word; the words of a phrase must follow each other. Without words nothing
    matches."""

    words: list[Word]
    phrases: list[str]

    def clauses(self, wide: bool) -> list[Clause]:
        """All of which a note must satisfy."""
        if wide:
            return [clause for word in self.words for clause in word.wide]
        return [word.exact for word in self.words]


class Suggestions(msgspec.Struct, frozen=True):
    """What may be meant while it is typed: ids, best first."""

    topics: list[int]
    people: list[int]


def parse(text: str) -> Query:
    """Words, and "words in quotes" that must stand together. Anything may be typed; what is no word is left out."""
    found: list[Word] = []
    phrases: list[str] = []
    for part, quoted in _parts(words.fold(text[:MAX_QUERY])):
        runs = list(words.runs(part))
        found.extend(word for run in runs for word in (_quoted(*run) if quoted else _unquoted(*run)))
        if quoted and len(runs) > 1 and all(kind == "word" for kind, _ in runs):
            phrases.append(" ".join(words.stem(run) for _, run in runs))
    telling = [word for word in found if word.exact[0] not in _SMALL_WORDS]
    return Query((telling or found)[:MAX_WORDS], phrases)


def _parts(folded: str) -> Iterator[tuple[str, bool]]:
    """The text outside and inside of pairs of quotes; a quote without its twin is nothing."""
    pieces = _QUOTES.split(folded)
    for place, piece in enumerate(pieces):
        yield piece, place % 2 == 1 and place < len(pieces) - 1


def _quoted(kind: RunKind, run: str) -> list[Word]:
    if kind == "word":
        return [Word((words.stem(run),), [(words.stem(run),)])]
    return [Word(clause, [clause]) for clause in _signs(run)]


def _unquoted(kind: RunKind, run: str) -> list[Word]:
    if kind != "word":
        return [Word((word,), _signs(word)) for word in words.query_words(kind, run)]
    stem = words.stem(run)
    return [Word((stem,), [(stem, words.START + run[: words.MAX_START]) if len(run) >= words.MIN_START else (stem,)])]


def _signs(run: str) -> list[Clause]:
    return [(words.SIGN + pair,) for pair in words.pairs(run)]


_QUOTES = re.compile('["“”„«»「」『』]')
# Said in every other text: asked for only when there is nothing else.
_SMALL_WORDS = frozenset("a an and are at for in is it of on or the to with 的 了 吗 呢 吧 是 在 和 与".split())  # noqa: SIM905
