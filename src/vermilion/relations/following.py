"""Following and unfollowing."""

from __future__ import annotations

from vermilion import counters
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.relations import queries
from vermilion.relations.models import Followed, FollowPermit, Unfollowed


async def follow(tx: Tx, permit: FollowPermit) -> bool:
    """Follow the permit's subject; False if that was so already. Between people of whom one blocks the other nothing
    happens, whatever the permit was given on."""
    follower_id, followee_id, now = permit.account_id, permit.subject.id, clock.now()
    pair, reverse = (follower_id, followee_id), (followee_id, follower_id)
    if not await tx.run(queries.FOLLOW, *pair, now, *pair, *reverse):
        return False
    await _count(tx, follower_id, followee_id, 1)
    await tx.emit(Followed(follower_id, followee_id, now))
    return True


async def unfollow(tx: Tx, follower_id: int, followee_id: int) -> bool:
    """End a follow; False if there was none."""
    began = await tx.value(queries.UNFOLLOW, follower_id, followee_id)
    if began is None:
        return False
    await _count(tx, follower_id, followee_id, -1)
    await tx.emit(Unfollowed(follower_id, followee_id, began))
    return True


async def _count(tx: Tx, follower_id: int, followee_id: int, change: int) -> None:
    # In the order of their ids, so that two who follow each other at once never wait for each other crosswise.
    for account_id, column in sorted([(followee_id, "followers"), (follower_id, "following")]):
        await counters.bump(tx, "account", account_id, **{column: change})
