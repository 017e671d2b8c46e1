"""Paging through a channel: one frozen list a sitting, then whatever is older."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Annotated

import msgspec

from vermilion.feeds import queries
from vermilion.infra import ids
from vermilion.infra.db import Reader

CACHED = 512
_cache: OrderedDict[tuple[int, int], Sequence[int]] = OrderedDict()  # immutable once written, so never stale


Whole = Annotated[int, msgspec.Meta(ge=0, le=ids.LARGEST)]


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a reader is: `offset` into the snapshot `generation`, or past its end at notes older than `before`."""

    generation: Whole
    offset: Whole
    before: Whole = 0


async def explore_page(
    reader: Reader, channel: int, place: Place | None, limit: int
) -> tuple[list[int], Place | None]:
    """The next ids of a channel and the place after them (None at the end). Nothing repeats within a sitting."""
    generation = place.generation if place else await reader.value(queries.LATEST, channel)
    if generation is None:
        return [], None
    frozen = await _snapshot(reader, channel, generation)
    offset = place.offset if place else 0
    if place is None or not place.before:
        chosen = list(frozen[offset : offset + limit])
        after = Place(generation, offset + len(chosen))
        if len(chosen) == limit:
            return chosen, after
        # A full list may have passed over any older note: start at its newest, so that none is missed.
        older, last = await _older(reader, channel, frozen, max(frozen, default=0), limit - len(chosen))
    else:
        chosen = []
        older, last = await _older(reader, channel, frozen, place.before, limit)
    end = Place(generation, len(frozen), last) if last else None
    return chosen + older, end


async def _older(
    reader: Reader, channel: int, frozen: Sequence[int], before: int, limit: int
) -> tuple[list[int], int]:
    """Notes of the channel that the frozen list left out, newest first, and where to go on (0 at the end)."""
    listed = frozenset(note_id for note_id in frozen if note_id < before)
    rows = [row[0] for row in await reader.all(queries.OLDER, channel, before, limit + len(listed))]
    unlisted = [note_id for note_id in rows if note_id not in listed][:limit]
    return unlisted, unlisted[-1] if len(unlisted) == limit else 0


async def _snapshot(reader: Reader, channel: int, generation: int) -> Sequence[int]:
    key = channel, generation
    if key in _cache:
        _cache.move_to_end(key)
        return _cache[key]
    packed = await reader.value(queries.SNAPSHOT, channel, generation)
    if packed is None:  # swept, or a made-up cursor: the sitting is over
        return ()
    found = array("q")
    found.frombytes(packed)
    _cache[key] = found
    if len(_cache) > CACHED:
        _cache.popitem(last=False)
    return found
