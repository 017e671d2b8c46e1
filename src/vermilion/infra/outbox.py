"""Events on their way: told at once within a transaction, or kept in it and delivered after the commit.

Kept events are delivered in order and in batches, inside a transaction of the job worker that also removes them:
exactly once, as long as listeners touch nothing but `tx`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

import msgspec

from vermilion.infra import ids, metrics
from vermilion.infra.db.types import Db, Reader, Tx
from vermilion.infra.errors import Unavailable
from vermilion.infra.events import Event, Listener, Together, Wiring
from vermilion.infra.log import get_logger

BATCH = 64  # at most some three milliseconds, in which nobody else writes
KEEP = "INSERT INTO outbox (id, event, payload) VALUES (?, ?, ?)"
KEPT = "SELECT id, event, payload FROM outbox ORDER BY id LIMIT ?"
# Workers of several machines: one at a time, the others wait and then find what is left.
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.outbox', 0))"
DELIVERED = "DELETE FROM outbox WHERE id IN ids(?)"
LAST_OF_ALL = "UPDATE outbox SET id = ? WHERE id = (SELECT min(id) FROM outbox)"
log = get_logger("outbox")


async def emit(tx: Tx, wiring: Wiring, events: Sequence[Event]) -> None:
    """Tell the listeners of this transaction now and keep the events, all of one kind, for the others."""
    kind = type(events[0])
    for listener in wiring.in_tx.get(kind, ()):
        await _tell(tx, listener, events)
    if kind in wiring.outbox:
        name, encode = kind.__name__, msgspec.msgpack.encode
        await tx.many(KEEP, [(ids.new_id(), name, encode(event)) for event in events])


async def consume(tx: Tx, wiring: Wiring, limit: int = BATCH) -> int:
    """Deliver one batch of kept events and remove them; returns how many."""
    if tx.dialect == "postgres":
        await tx.value(ALONE)
    rows = await tx.all(KEPT, limit)
    known = wiring.by_name()
    for name, run in groupby(rows, key=itemgetter(1)):
        if name not in known:
            continue  # events of a version that had other listeners
        kind, listeners = known[name]
        events = [msgspec.msgpack.decode(payload, type=kind) for _, _, payload in run]
        for listener in listeners:
            await _tell(tx, listener, events)
    if rows:
        await tx.run(DELIVERED, [row[0] for row in rows])
    return len(rows)


async def _tell(tx: Tx, listener: Listener | Together, events: Sequence[Event]) -> None:
    if isinstance(listener, Together):
        await listener.listener(tx, events)
        return
    for event in events:
        await listener(tx, event)


async def any_kept(reader: Reader) -> bool:
    """Whether anything waits to be delivered; costs no write."""
    return await reader.value("SELECT id FROM outbox LIMIT 1") is not None


async def waiting(reader: Reader) -> int:
    """How many events are not delivered yet."""
    return int(await reader.value("SELECT count(*) FROM outbox"))


async def deliver(db: Db) -> int:
    """Deliver one batch; returns how many events. When that fails its oldest event is tried alone, and goes to the end
    if it is the one: a fault in one listener holds up no other news. Raises what failed the batch."""
    try:
        count = await db.write(lambda tx: consume(tx, db.wiring))
    except Unavailable:
        raise
    except Exception:
        try:
            await db.write(lambda tx: consume(tx, db.wiring, 1))
        except Exception:
            log.exception("event_failed")
            await db.write(lambda tx: tx.run(LAST_OF_ALL, ids.new_id()))
        raise
    metrics.observe_events(count)
    return count


async def drain(db: Db) -> int:
    """Deliver everything that is kept, batch by batch; returns how many events."""
    total = 0
    while count := await db.write(lambda tx: consume(tx, db.wiring)):
        metrics.observe_events(count)
        total += count
    return total
