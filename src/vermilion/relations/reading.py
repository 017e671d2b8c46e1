"""Who stands how to whom, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vermilion.infra import paging
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice
from vermilion.relations import queries

FEW = 256  # pairs, that are rather looked up than what people block is looked through
Sets = tuple[frozenset[int], frozenset[int], frozenset[int]]


async def following_among(reader: Reader, viewer_id: int, ids: Sequence[int]) -> set[int]:
    """Those of `ids` whom the viewer follows."""
    return {row[0] for row in await reader.all(queries.FOLLOWING_AMONG, viewer_id, ids)} if viewer_id and ids else set()


async def followers_among(reader: Reader, account_id: int, ids: Sequence[int]) -> set[int]:
    """Those of `ids` who follow `account_id`."""
    return {row[0] for row in await reader.all(queries.FOLLOWERS_AMONG, account_id, ids)} if ids else set()


async def audience_sets(reader: Reader, account_id: int) -> Sets:
    """Who a person blocks, is blocked by and mutes: for the audience's Viewer."""
    rows = await reader.all(queries.AUDIENCE_SETS, account_id, account_id, account_id)
    blocks, blocked_by, mutes = (frozenset(row[1] for row in rows if row[0] == kind) for kind in (0, 1, 2))
    return blocks, blocked_by, mutes


async def hearing(reader: Reader, speaker_id: int, ids: Sequence[int]) -> list[int]:
    """Those of `ids` who hear of what the speaker does: not the speaker, nobody who blocks or mutes them, nobody
    they block. In the order given, each once."""
    heard = await hearing_pairs(reader, [(speaker_id, identifier) for identifier in ids])
    return [identifier for _, identifier in heard]


async def hearing_pairs(reader: Reader, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same for many at once: those pairs of a speaker and a listener where one hears of the other."""
    others = [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]
    if not others:
        return []
    speakers, listeners = (sorted(set(side)) for side in zip(*others, strict=True))
    deaf_ones = queries.DEAF if len(speakers) * len(listeners) <= FEW else queries.DEAF_OF_MANY
    rows = await reader.all(deaf_ones, speakers, listeners, listeners, speakers, listeners, speakers)
    deaf = {(row[0], row[1]) for row in rows}
    return [pair for pair in others if pair not in deaf]


async def follower_ids(reader: Reader, account_id: int, limit: int) -> list[int]:
    """Who follows a person, at most `limit`, in no particular order: for delivering a note."""
    return [row[0] for row in await reader.all(queries.FOLLOWER_IDS, account_id, limit)]


async def followers_page(reader: Reader, account_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Account ids, latest follow first."""
    return await _page(reader, queries.FOLLOWERS, account_id, cursor, limit)


async def following_page(reader: Reader, account_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Account ids, latest follow first."""
    return await _page(reader, queries.FOLLOWING, account_id, cursor, limit)


async def _page(reader: Reader, sql: str, account_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    rows = await reader.all(sql, account_id, *paging.start(cursor, 2), limit + 1)
    return paging.cut(rows, limit, 2, lambda row: int(row[1]))
