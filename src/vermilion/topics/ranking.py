"""Which topics are lively: a small table, taken anew every few minutes, that suggestions are ordered by too."""

from __future__ import annotations

from collections import Counter

from vermilion.infra import clock, ids
from vermilion.infra.db import Db, Reader, Tx
from vermilion.topics import queries
from vermilion.topics.models import Topic, liveliness, name_key

# The ranking looks at the latest entries only, so that it costs the same in a town and in a flood.
LATEST = 20_000
RANKED = 1_000
ABOVE_ALL = "\U0010ffff"


async def suggest(reader: Reader, prefix: str, limit: int = 8) -> list[Topic]:
    """Topics whose name begins so: the very one first, then the lively, then the rest by name. Lively ones for no
    prefix."""
    key = name_key(prefix.strip().lstrip("#＃"))
    if not key:
        return await hot(reader, limit)
    by_name = await reader.all(queries.BY_PREFIX, key, key + ABOVE_ALL, limit)
    lively = await reader.all(queries.LIVELY_BY_PREFIX, key, key + ABOVE_ALL, limit)
    same = [row for row in by_name if row[0] == key]
    found = {row[1]: Topic(*row[1:]) for row in [*same, *lively, *by_name]}
    return list(found.values())[:limit]


async def hot(reader: Reader, limit: int = 20) -> list[Topic]:
    """The liveliest topics, as of the last refresh."""
    return [Topic(*row[1:]) for row in await reader.all(queries.LIVELIEST, limit)]


async def refresh_ranking(db: Db) -> int:
    """Rank topics by their latest notes; returns how many are ranked."""
    now = clock.now()
    scores: Counter[int] = Counter()
    for topic_id, note_id, interactions in await db.read_slow.all(queries.LATEST_ENTRIES, LATEST):
        scores[topic_id] += liveliness(interactions, now - ids.moment_of(note_id))
    ranked = scores.most_common(RANKED)

    async def work(tx: Tx) -> None:
        await tx.run(queries.CLEAR_RANKING)
        await tx.many(queries.RANK, [(score, topic_id) for topic_id, score in ranked])

    await db.write(work)
    return len(ranked)
