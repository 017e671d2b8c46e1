"""Following a topic; any signed-in member may."""

from __future__ import annotations

from vermilion import counters
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.topics import queries


async def follow(tx: Tx, account_id: int, topic_id: int) -> bool:
    """False if that was so already."""
    if not await tx.run(queries.FOLLOW, account_id, topic_id, clock.now()):
        return False
    await counters.bump(tx, "topic", topic_id, followers=1)
    return True


async def unfollow(tx: Tx, account_id: int, topic_id: int) -> bool:
    """False if it was not followed."""
    if not await tx.run(queries.UNFOLLOW, account_id, topic_id):
        return False
    await counters.bump(tx, "topic", topic_id, followers=-1)
    return True
