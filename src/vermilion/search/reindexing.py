"""Indexing everything anew, after a restore or a change of how words are cut."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from vermilion import accounts, notes, topics
from vermilion.infra.db import Db, Reader, Tx
from vermilion.search.indexing import index_note, index_person, index_topic

# Things a transaction: other writers wait for a few milliseconds at most.
CHUNK = 25

T = TypeVar("T")


async def reindex(db: Db) -> int:
    """Index every note, person and topic, chunk by chunk, while the town goes on; returns how many things were gone
    through. Things are never erased from their tables, so what must not be found any more is met here too."""
    return (
        await _go_through(db, notes.ids_after, notes.by_ids, index_note)
        + await _go_through(db, accounts.ids_after, accounts.by_ids, index_person)
        + await _go_through(db, topics.ids_after, topics.by_ids, index_topic)
    )


async def _go_through(
    db: Db,
    ids_after: Callable[[Reader, int, int], Awaitable[list[int]]],
    by_ids: Callable[[Reader, Sequence[int]], Awaitable[Mapping[int, T]]],
    index: Callable[[Tx, T], Awaitable[None]],
) -> int:
    async def chunk(tx: Tx) -> list[int]:
        ids = await ids_after(tx, last, CHUNK)
        for thing in (await by_ids(tx, ids)).values():
            await index(tx, thing)
        return ids

    last, total = 0, 0
    while ids := await db.write(chunk):
        last, total = ids[-1], total + len(ids)
    return total
