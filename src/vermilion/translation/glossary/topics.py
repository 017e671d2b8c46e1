"""Topics by their meaning: what people of another language call the same thing."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence

from vermilion.infra.text import han

# Composed of known words, a topic of these languages is still what somebody would write.
COMPOUNDS = frozenset({"zh", "en"})
MOST_WORDS = 5
SHORTEST_WORD = 2

# What one thing is called: language -> its names, the usual one first.
Row = Mapping[str, Sequence[str]]


class Topics:
    """The dictionary of topics, prepared for looking up. Languages are primary subtags."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows: dict[str, dict[str, Row]] = {}  # by language and folded name
        for row in rows:
            for language, names in row.items():
                for name in names:
                    self._rows.setdefault(language, {}).setdefault(_key(name), row)

    def named(self, name: str, source: str, target: str) -> str | None:
        """The usual name in the target language. Topics are often borrowed, so a name is looked for in its text's
        language first and then in all others."""
        key = _key(name)
        if key in self._rows.get(target, ()) and key not in self._rows.get(source, ()):
            return None
        row = self._row(key, source)
        if row:
            found = row.get(target, ())
            return None if key in map(_key, found) else next(iter(found), None)
        if {source, target} != COMPOUNDS:
            return None
        return self._composed(unicodedata.normalize("NFKC", name), source, target)

    def _row(self, key: str, source: str) -> Row | None:
        """Singular or plural makes no difference where an s tells them apart."""
        for spelling in (key, key[:-1] if key.endswith("s") else f"{key}s"):
            for language in (source, *self._rows):
                row = self._rows.get(language, {}).get(spelling)
                if row:
                    return row
        return None

    def _composed(self, name: str, source: str, target: str) -> str | None:
        """A name made wholly of known words, as few as possible: `上海美食` -> `ShanghaiFood`. All or nothing."""
        best: dict[int, list[str]] = {0: []}  # the fewest words up to each seam
        seams = _seams(name)
        for start, end in itertools.combinations(seams, 2):
            word = self._part(name[start:end], source, target) if start in best else None
            if word and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = [*best[start], word]
        words = best.get(len(name), [])
        made = "".join(words)
        return made if 1 < len(words) <= MOST_WORDS and _key(made) != _key(name) else None

    def _part(self, part: str, source: str, target: str) -> str | None:
        if part.isdecimal():
            return part
        for language in (source, target) if len(part) >= SHORTEST_WORD else ():
            row = self._rows.get(language, {}).get(_key(part))
            if row and row.get(target):
                return row[target][0]
        return None


def as_tag(text: str) -> str:
    """Words as a topic's name: `milk tea` -> `MilkTea`."""
    return "".join(word[:1].upper() + word[1:] for word in _BETWEEN_WORDS.split(text))


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).translate(han.to_simplified())


def _seams(name: str) -> list[int]:
    """Where a word may begin or end: between any two Han signs, at capital letters and at digits, never inside of a
    word in small letters (a carpet is no car and pet)."""
    inside = {match.start() + at for match in _UNBROKEN.finditer(name) for at in range(1, len(match[0]))}
    return [at for at in range(len(name) + 1) if at not in inside]


_UNBROKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
