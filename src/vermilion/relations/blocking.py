"""Blocking and muting. Both change what two people may see, so both are loaded anew as viewers."""

from __future__ import annotations

from vermilion import accounts
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Invalid
from vermilion.relations import queries
from vermilion.relations.following import unfollow
from vermilion.relations.models import Blocked


async def block(tx: Tx, account_id: int, other_id: int) -> bool:
    """Neither sees the other any more; follows end both ways. False if blocked already. Invalid for oneself."""
    _not_oneself(account_id, other_id)
    if not await tx.run(queries.BLOCK, account_id, other_id, clock.now()):
        return False
    await unfollow(tx, account_id, other_id)
    await unfollow(tx, other_id, account_id)
    await accounts.touch_viewers(tx, [account_id, other_id])
    await tx.emit(Blocked(account_id, other_id))
    return True


async def unblock(tx: Tx, account_id: int, other_id: int) -> bool:
    return await _changed(tx, queries.UNBLOCK, account_id, other_id)


async def mute(tx: Tx, account_id: int, other_id: int) -> bool:
    """`other_id` is no longer shown in feeds or told of, and does not notice. Invalid for oneself."""
    _not_oneself(account_id, other_id)
    return await _changed(tx, queries.MUTE, account_id, other_id, clock.now())


async def unmute(tx: Tx, account_id: int, other_id: int) -> bool:
    return await _changed(tx, queries.UNMUTE, account_id, other_id)


async def _changed(tx: Tx, sql: str, account_id: int, other_id: int, *values: int) -> bool:
    if not await tx.run(sql, account_id, other_id, *values):
        return False
    await accounts.touch_viewers(tx, [account_id, other_id])
    return True


def _not_oneself(account_id: int, other_id: int) -> None:
    if account_id == other_id:
        raise Invalid("oneself", "You cannot do this to yourself.")
