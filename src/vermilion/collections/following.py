"""Following other people's public collections."""

from __future__ import annotations

from vermilion import counters
from vermilion.audience import Permit
from vermilion.collections import queries
from vermilion.infra import clock
from vermilion.infra.db import Tx


async def follow(tx: Tx, permit: Permit) -> bool:
    """Follow the permit's collection; False if that was so already."""
    if not await tx.run(queries.FOLLOW, permit.account_id, permit.subject.id, clock.now()):
        return False
    await counters.bump(tx, "collection", permit.subject.id, followers=1)
    return True


async def unfollow(tx: Tx, account_id: int, collection_id: int) -> bool:
    """False if it was not followed. Needs no permit: the collection may have become private."""
    if not await tx.run(queries.UNFOLLOW, account_id, collection_id):
        return False
    await counters.bump(tx, "collection", collection_id, followers=-1)
    return True
