"""Reading collections and what is in them, in batches."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.collections import queries
from vermilion.collections.models import Collection
from vermilion.infra import paging
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice


async def by_ids(reader: Reader, ids: Sequence[int]) -> dict[int, Collection]:
    return {row[0]: Collection(*row) for row in await reader.all(queries.BY_IDS, ids)} if ids else {}


async def of_owner(reader: Reader, owner_id: int) -> list[Collection]:
    """All of someone's collections, private ones too: the default one first, then the newest."""
    return [Collection(*row) for row in await reader.all(queries.OF_OWNER, owner_id)]


async def owned(reader: Reader, owner_id: int, collection_id: int) -> Collection:
    """One's own collection; NotFound else."""
    found = (await by_ids(reader, [collection_id])).get(collection_id)
    if found is None or found.owner_id != owner_id:
        raise NotFound
    return found


async def collected_notes(reader: Reader, account_id: int, limit: int) -> list[int]:
    """Ids of the notes that an account has in any collection, in no order."""
    return [row[0] for row in await reader.own(queries.COLLECTED_NOTES, account_id, limit)]


async def collected_among(reader: Reader, note_ids: Sequence[int], account_id: int) -> set[int]:
    """Those of a page's notes that the account has in any collection; nothing for a visitor (0)."""
    if not account_id or not note_ids:
        return set()
    return {row[0] for row in await reader.own(queries.COLLECTED_AMONG, account_id, note_ids)}


async def holding(reader: Reader, account_id: int, note_id: int) -> set[int]:
    """Ids of one's own collections that a note is in."""
    return {row[0] for row in await reader.all(queries.HOLDING, account_id, note_id)}


async def items_page(reader: Reader, collection_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Note ids, latest saved first."""
    rows = await reader.all(queries.ITEMS, collection_id, *paging.start(cursor, 2), limit + 1)
    return paging.cut(rows, limit, 2, lambda row: int(row[1]))


async def latest_of(reader: Reader, collection_ids: Sequence[int], limit_each: int = 4) -> dict[int, list[int]]:
    """The latest few note ids of several collections, for their covers, in one query."""
    latest: dict[int, list[int]] = {collection_id: [] for collection_id in collection_ids}
    if collection_ids:
        for collection_id, note_id in await reader.all(queries.LATEST, limit_each - 1, collection_ids):
            if len(latest[collection_id]) < limit_each:
                latest[collection_id].append(note_id)
    return latest


async def followed_among(reader: Reader, account_id: int, ids: Sequence[int]) -> set[int]:
    """Those of the collections that the account follows; nothing for a visitor (0)."""
    if not account_id or not ids:
        return set()
    return {row[0] for row in await reader.all(queries.FOLLOWED_AMONG, account_id, ids)}


async def followed_page(reader: Reader, account_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Ids of the collections that an account follows, newest collection first."""
    rows = await reader.all(queries.FOLLOWED, account_id, *paging.start(cursor, 1), limit + 1)
    return paging.cut(rows, limit, 1, lambda row: int(row[0]))
