"""Finding notes. The cost does not grow with the town: only the newest matches are looked at, a window at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from vermilion import counters
from vermilion.infra import paging
from vermilion.infra.db import Reader, Row
from vermilion.infra.errors import BadRequest
from vermilion.infra.ids import LARGEST
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.text.words import SIGN
from vermilion.search import queries
from vermilion.search.models import Query, parse

# How many of the newest matches are ranked against each other; older ones come in the next window.
WINDOW = 200
# With fewer exact matches than this the search goes wide.
ENOUGH = 20


async def notes(reader: Reader, text: str, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Ids of notes with all these words, the best of each window of newest matches first. The order follows words in
    the title, likes and the like, and age. The cursor is (older than, shown of this window, wide or not)."""
    query = parse(text)
    before, shown, wide = _start(cursor)
    if not query.words:
        return Slice([], None)
    matches = await _matches(reader, query, before, wide)
    if cursor is None and len(matches) < ENOUGH:
        wide = 1
        matches = await _matches(reader, query, before, wide)
    ranked = await _ranked(reader, query, matches)
    page = ranked[shown : shown + limit]
    if shown + limit < len(ranked):
        # The window stays where it began, whatever is published meanwhile.
        return Slice(page, (matches[0][0] + 1, shown + limit, wide))
    return Slice(page, (matches[-1][0], 0, wide) if len(matches) == WINDOW else None)


def _start(cursor: Cursor | None) -> tuple[int, int, int]:
    if cursor is None:
        return LARGEST, 0, 0
    before, shown, wide = paging.start(cursor, 3)
    if not 0 <= shown < WINDOW or wide not in (0, 1):
        raise BadRequest("bad_cursor", "This cursor was not made by this list.")
    return before, shown, wide


async def _matches(reader: Reader, query: Query, before: int, wide: int) -> list[Row]:
    """The newest matches as (id, folded title, words)."""
    matches: list[Row] = []
    for scope in queries.scopes(reader.dialect, before):
        asked = queries.expression(reader.dialect, [*query.clauses(bool(wide)), *scope])
        matches = await reader.all(queries.NOTE_INDEX[reader.dialect].match, asked, before, WINDOW)
        if len(matches) == WINDOW:
            break
    return matches


async def _ranked(reader: Reader, query: Query, matches: Sequence[Row]) -> list[int]:
    numbers = await counters.load(reader, "note", [match[0] for match in matches])
    scores: dict[int, float] = {}
    for place, (note_id, title, words) in enumerate(matches):
        if any(f" {phrase} " not in f" {words} " for phrase in query.phrases):
            continue
        heat = math.log10(1 + numbers[note_id].interactions)
        scores[note_id] = _relevance(query, title, words) + 0.7 * heat - place / len(matches)
    return sorted(scores, key=lambda note_id: (-scores[note_id], -note_id))


def _relevance(query: Query, title: str, words: str) -> float:
    """0 to 4: what share of the words is in the title (3), and is a word of the text, not part of others (1)."""
    padded = f" {words} "
    asked = [word.exact[0].lstrip(SIGN) for word in query.words]
    in_title = sum(_is_in_title(word, title) for word in asked)
    return (3 * in_title + sum(f" {word} " in padded for word in asked)) / len(asked)


def _is_in_title(word: str, title: str) -> bool:
    """Han and kana anywhere, a Latin word from its beginning: "cat" is in "cats", not in "education"."""
    return re.search(rf"\b{word}", title, re.ASCII) is not None if word.isascii() else word in title
