"""Reading topics and what stands in them, in batches."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.infra import paging
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice
from vermilion.topics import queries
from vermilion.topics.models import Topic, name_key


async def by_ids(reader: Reader, ids: Sequence[int]) -> dict[int, Topic]:
    return {row[0]: Topic(*row) for row in await reader.all(queries.BY_IDS, ids)} if ids else {}


async def ids_after(reader: Reader, after: int, limit: int) -> list[int]:
    """Ids of topics in their order, for passes over all of them."""
    return [row[0] for row in await reader.all(queries.IDS_AFTER, after, limit)]


async def by_name(reader: Reader, name: str) -> Topic | None:
    """The topic of this name, however it is capitalised."""
    key = name_key(name)
    return (await by_keys(reader, [key])).get(key)


async def by_keys(reader: Reader, keys: Sequence[str]) -> dict[str, Topic]:
    return {row[0]: Topic(*row[1:]) for row in await reader.all(queries.BY_KEYS, keys)} if keys else {}


async def of_notes(reader: Reader, note_ids: Sequence[int]) -> dict[int, list[int]]:
    """The topic ids of each note; an empty list for a note that stands in none."""
    standing: dict[int, list[int]] = {note_id: [] for note_id in note_ids}
    if note_ids:
        for note_id, topic_id in await reader.all(queries.OF_NOTES, note_ids):
            standing[note_id].append(topic_id)
    return standing


async def notes_page(reader: Reader, topic_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Ids of the notes in a topic and in those it is linked with, newest first."""
    start = paging.start(cursor, 1)
    members = await linked(reader, [topic_id])
    if len(members) == 1:
        rows = await reader.all(queries.NOTES, topic_id, *start, limit + 1)
    else:
        rows = await reader.all(queries.GROUP_NOTES, *start, limit, sorted(members), *start, limit + 1)
    return paging.cut(rows, limit, 1, lambda row: int(row[0]))


async def linked(reader: Reader, topic_ids: Sequence[int]) -> set[int]:
    """These topics and all that are linked with one of them."""
    if not topic_ids:
        return set()
    return {*topic_ids, *(row[1] for row in await reader.all(queries.MEMBER_IDS, topic_ids))}


async def followed_among(reader: Reader, account_id: int, ids: Sequence[int]) -> set[int]:
    """Those of the topics that the account follows; nothing for a visitor (0)."""
    if not account_id or not ids:
        return set()
    return {row[0] for row in await reader.all(queries.FOLLOWED_AMONG, account_id, ids)}


async def followed_page(reader: Reader, account_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Ids of the topics that an account follows, newest topic first."""
    rows = await reader.all(queries.FOLLOWED, account_id, *paging.start(cursor, 1), limit + 1)
    return paging.cut(rows, limit, 1, lambda row: int(row[0]))
