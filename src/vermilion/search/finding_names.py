"""Finding people and topics by the beginnings of their names, also while they are typed."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Literal

from vermilion import counters
from vermilion.infra import paging
from vermilion.infra.db import Reader
from vermilion.infra.errors import BadRequest
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.text import words
from vermilion.search import queries
from vermilion.search.models import MAX_QUERY, MAX_WORDS, Suggestions

NameKind = Literal["account", "topic"]

# How many names that begin so are ranked against each other.
POOL = 300
MAX_NAME_WORDS = 80
# Before a whole name among its words; no word that is typed begins so.
WHOLE = "="


async def people(reader: Reader, text: str, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Ids of people whose handle or name has words that begin like all of these, well-followed ones first."""
    return _page(await _found(reader, "account", text), cursor, limit)


async def topics(reader: Reader, text: str, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Ids of topics whose name has words that begin like all of these, lively ones first."""
    return _page(await _found(reader, "topic", text), cursor, limit)


async def suggest(reader: Reader, text: str, limit: int = 5) -> Suggestions:
    """Up to `limit` topics and people for a search that is being typed; `#` asks for topics alone, `@` for people."""
    sign = text.lstrip()[:1]
    named = [] if sign and sign in "@＠" else await _found(reader, "topic", text)
    known = [] if sign and sign in "#＃" else await _found(reader, "account", text)
    return Suggestions(named[:limit], known[:limit])


def name_words(*names: str) -> list[str]:
    """Under what words names are found: each word, the parts of a ComposedWord, a Han, kana or hangul run from every
    sign on, the whole name without its spaces, and that once more with a mark."""
    found: list[str] = []
    for name in names:
        runs = list(words.runs(words.fold(name)))
        whole = "".join(run for _, run in runs)
        found += [whole, WHOLE + whole]
        for kind, run in [*runs, *words.runs(words.fold(words.with_parts(name)))]:
            found += [run] if kind == "word" else [run[start:] for start in range(len(run))]
    return [word for word in dict.fromkeys(found) if word][:MAX_NAME_WORDS]


async def _found(reader: Reader, kind: NameKind, text: str) -> list[int]:
    typed = [run for _, run in words.runs(words.fold(text[:MAX_QUERY]))][:MAX_WORDS]
    if not typed:
        return []
    longest = max(typed, key=len)
    rows = await reader.all(queries.NAMES_FROM, kind, longest, longest + "\U0010ffff", POOL)
    pool = list(dict.fromkeys(row[0] for row in rows))
    names: defaultdict[int, list[str]] = defaultdict(list)
    for identifier, word in await reader.all(queries.WORDS_OF, kind, pool) if pool else ():
        names[identifier].append(word)
    numbers = await counters.load(reader, kind, pool)
    scores = {
        identifier: _closeness(typed, name) + math.log10(1 + numbers[identifier].followers + numbers[identifier].notes)
        for identifier, name in names.items()
        # A topic whose notes have all gone is nowhere to go to.
        if all(any(word.startswith(start) for word in name) for start in typed)
        and (kind == "account" or numbers[identifier].notes)
    }
    return sorted(scores, key=lambda identifier: (-scores[identifier], identifier))


def _closeness(typed: list[str], name: list[str]) -> float:
    """0 to 6: the share of the words that are there whole (2), and whether they are a whole name (4)."""
    return 2 * sum(word in name for word in typed) / len(typed) + 4 * (WHOLE + "".join(typed) in name)


def _page(found: list[int], cursor: Cursor | None, limit: int) -> Slice[int]:
    """The cursor is how many were shown."""
    (shown,) = paging.start(cursor, 1) if cursor else (0,)
    if not 0 <= shown <= POOL:
        raise BadRequest("bad_cursor", "This cursor was not made by this list.")
    return Slice(found[shown : shown + limit], (shown + limit,) if shown + limit < len(found) else None)
