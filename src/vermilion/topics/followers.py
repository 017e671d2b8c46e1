"""Who followed several topics before they were linked counts once: each follow beyond the first is marked, and the
marks are a number of their topic like any other, moved with them."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import counters
from vermilion.infra import jobs
from vermilion.infra.db import Tx
from vermilion.infra.jobs import JobContext, job
from vermilion.topics import queries

CHUNK = 200  # follows in a transaction


async def count_once(tx: Tx, topic_ids: Sequence[int]) -> None:
    """These topics' groups changed. Of more than CHUNK followers the rest are looked at soon."""
    for topic_id in topic_ids:
        if (last := await _mark(tx, topic_id, 0)) is not None:
            await jobs.enqueue(tx, "topics.count_followers_once", topic_id=topic_id, after=last)


@job("topics.count_followers_once")
async def count_rest_once(ctx: JobContext, topic_id: int, after: int) -> None:
    """Marks no follow twice, so it may be done again from any place."""
    last: int | None = after
    while last is not None:
        last = await ctx.db.write(lambda tx, last=last: _mark(tx, topic_id, last))  # type: ignore[misc]  # called at once


async def _mark(tx: Tx, topic_id: int, after: int) -> int | None:
    """Set the marks of a chunk of followers right; returns the last of them, None at the end."""
    chunk = [row[0] for row in await tx.all(queries.FOLLOWERS_AFTER, topic_id, after, CHUNK)]
    if not chunk:
        return None
    changed = [row[0] for row in await tx.all(queries.MARK_AGAIN, topic_id, chunk)]
    if changed:
        await counters.bump(tx, "topic", topic_id, followers_again=2 * sum(changed) - len(changed))
    return chunk[-1] if len(chunk) == CHUNK else None
