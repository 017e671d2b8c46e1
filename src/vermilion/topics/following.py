"""Following a topic; any signed-in member may. Topics that are linked are followed as one."""

from __future__ import annotations

from vermilion import counters
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.topics import queries
from vermilion.topics.finding import followed_among, linked


async def follow(tx: Tx, account_id: int, topic_id: int) -> bool:
    """False if it, or a topic that it is linked with, was followed already."""
    await tx.hold("accounts", [account_id])  # who follows two of linked ones at once follows the first
    if await followed_among(tx, account_id, sorted(await linked(tx, [topic_id]))):
        return False
    if not await tx.run(queries.FOLLOW, account_id, topic_id, clock.now()):
        return False
    await counters.bump(tx, "topic", topic_id, followers=1)
    return True


async def unfollow(tx: Tx, account_id: int, topic_id: int) -> bool:
    """It and what it is linked with; False if none of them was followed."""
    left = await tx.all(queries.UNFOLLOW, account_id, sorted(await linked(tx, [topic_id])))
    for member, again in sorted((row[0], row[1]) for row in left):
        await counters.bump(tx, "topic", member, followers=-1, followers_again=-again)
    return bool(left)
