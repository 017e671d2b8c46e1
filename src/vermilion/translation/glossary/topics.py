"""Topics by their meaning: what people of another language call the same thing."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Mapping, Sequence

from vermilion.translation.glossary.topic_names import key_of, seams_of

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
                    self._rows.setdefault(language, {}).setdefault(key_of(name), row)

    def named(self, name: str, source: str, target: str) -> str | None:
        """The usual name in the target language. Topics are often borrowed, so a name is looked for in its text's
        language first and then in all others."""
        key = key_of(name)
        if key in self._rows.get(target, ()) and key not in self._rows.get(source, ()):
            return None
        row = self._row(key, source)
        if row:
            found = row.get(target, ())
            return None if key in map(key_of, found) else next(iter(found), None)
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
        seams = seams_of(name)
        for start, end in itertools.combinations(seams, 2):
            word = self._part(name[start:end], source, target) if start in best else None
            if word and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = [*best[start], word]
        words = best.get(len(name), [])
        made = "".join(words)
        return made if 1 < len(words) <= MOST_WORDS and key_of(made) != key_of(name) else None

    def _part(self, part: str, source: str, target: str) -> str | None:
        if part.isdecimal():
            return part
        for language in (source, target) if len(part) >= SHORTEST_WORD else ():
            row = self._rows.get(language, {}).get(key_of(part))
            if row and row.get(target):
                return row[target][0]
        return None
