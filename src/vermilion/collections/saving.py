"""Saving notes and letting them go. A note counts as collected once a member, in however many collections it is: what
one member does to their collections at once happens one after the other."""

from __future__ import annotations

from vermilion import accounts, counters
from vermilion.audience import Permit
from vermilion.collections import queries
from vermilion.collections.finding import owned
from vermilion.collections.keeping import default_of
from vermilion.collections.models import Collected, Collection, Uncollected
from vermilion.infra import clock
from vermilion.infra.db import Tx


async def save(tx: Tx, permit: Permit, collection_id: int | None = None) -> Collection:
    """Put the permit's note into a collection of one's own, or with one tap (None) into the default one; returns which.
    NotFound for somebody else's collection."""
    account_id, note_id = permit.account_id, permit.subject.id
    await tx.hold("accounts", [account_id])
    chosen = await owned(tx, account_id, collection_id) if collection_id else await default_of(tx, account_id)
    first = not await tx.value(queries.IS_COLLECTED, account_id, note_id)
    if await tx.run(queries.SAVE, chosen.id, note_id, account_id, clock.now()):
        await counters.bump(tx, "collection", chosen.id, notes=1)
        if first:
            await _move(tx, permit, 1, Collected)
    return chosen


async def remove(tx: Tx, permit: Permit, collection_id: int | None = None) -> bool:
    """Take the permit's note out of one collection of one's own, or out of all (None); False if it was in none."""
    account_id, note_id = permit.account_id, permit.subject.id
    await tx.hold("accounts", [account_id])
    held = {row[0] for row in await tx.all(queries.HOLDING, account_id, note_id)}
    left = sorted(held if collection_id is None else held & {collection_id})
    if not left:
        return False
    await tx.run(queries.REMOVE, note_id, left)
    await counters.bump(tx, "collection", left, notes=-1)
    if len(left) == len(held):
        await _move(tx, permit, -1, Uncollected)
    return True


async def _move(tx: Tx, permit: Permit, change: int, event: type[Collected | Uncollected]) -> None:
    # In the order of all verbs (tests/house/test_lock_order.py).
    await counters.bump(tx, "note", permit.subject.id, collects=change)
    await accounts.touch_marks(tx, [(permit.account_id, accounts.ANYTHING_ELSE)])
    await tx.emit(event(permit.subject.id, permit.account_id, permit.terms.author_id))
    await counters.bump(tx, "account", permit.terms.author_id, collects=change)
