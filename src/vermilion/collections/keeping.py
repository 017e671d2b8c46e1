"""Making, changing and deleting collections."""

from __future__ import annotations

import msgspec

from vermilion import counters
from vermilion.audience import Permit
from vermilion.collections import queries
from vermilion.collections.finding import by_ids
from vermilion.collections.models import MAX_COLLECTIONS, Collection, checked_name, checked_visibility
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, NotFound


async def create(tx: Tx, owner_id: int, name: str, visibility: str = "self") -> Collection:
    """Make an empty collection. Invalid with the field, Conflict past 200."""
    made = Collection(ids.new_id(), owner_id, checked_name(name), checked_visibility(visibility), 0, clock.now())
    if await tx.value(queries.COUNT_OF_OWNER, owner_id) >= MAX_COLLECTIONS:
        raise Conflict("too_many_collections", "You have 200 collections. Delete one first.")
    await tx.run(queries.CREATE, *msgspec.structs.astuple(made))
    return made


async def default_of(tx: Tx, owner_id: int) -> Collection:
    """Where one tap saves: made the first time, private until its owner says otherwise."""
    row = await tx.one(queries.DEFAULT, owner_id)
    if row is None:
        await tx.run(queries.CREATE, ids.new_id(), owner_id, "", "self", 1, clock.now())
        row = await tx.one(queries.DEFAULT, owner_id)
    assert row is not None  # noqa: S101 - just written, by this transaction or another
    return Collection(*row)


async def edit(tx: Tx, permit: Permit, name: str, visibility: str) -> Collection:
    """Rename it, show it or hide it. Invalid with the field; the default one may stay without a name."""
    before = await _load(tx, permit.subject.id)
    nameless = bool(before.is_default) and not name.strip()
    after = msgspec.structs.replace(
        before, name="" if nameless else checked_name(name), visibility=checked_visibility(visibility)
    )
    await tx.run(queries.EDIT, after.name, after.visibility, after.id)
    return after


async def delete(tx: Tx, permit: Permit) -> None:
    """Delete a collection; what was saved only there stays saved, in the default one. Conflict for that one."""
    await tx.hold("accounts", [permit.account_id])
    gone = await _load(tx, permit.subject.id)
    if gone.is_default:
        raise Conflict("default_collection", "The collection that one tap saves to cannot be deleted.")
    default = await default_of(tx, gone.owner_id)
    moved = await tx.run(queries.MOVE_ITEMS, default.id, gone.id)
    items = await tx.run(queries.DELETE_ITEMS, gone.id)
    followers = await tx.run(queries.DELETE_FOLLOWS, gone.id)
    await tx.run(queries.DELETE, gone.id)
    await counters.bump(tx, "collection", default.id, notes=moved)
    await counters.bump(tx, "collection", gone.id, notes=-items, followers=-followers)


async def _load(tx: Tx, collection_id: int) -> Collection:
    found = (await by_ids(tx, [collection_id])).get(collection_id)
    if found is None:
        raise NotFound
    return found
