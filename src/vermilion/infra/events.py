"""News that travels up: typed events, owned by the room that emits them, wired in `vermilion.listeners` alone.

`in_tx` listeners run in the emitter's transaction. `outbox` listeners run later, in order and in batches, inside a
transaction of the job worker that also removes the event: exactly once, as long as they touch nothing but `tx`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from vermilion.infra import ids, metrics
from vermilion.infra.errors import Unavailable
from vermilion.infra.log import get_logger

if TYPE_CHECKING:
    from vermilion.infra.db.types import Db, Reader, Tx

BATCH = 25  # a few milliseconds, in which nobody else writes
KEPT = "SELECT id, event, payload FROM outbox ORDER BY id LIMIT ?"
KEPT_LOCKED = KEPT + " FOR UPDATE"  # workers of several machines: the second waits, then finds them gone
LAST_OF_ALL = "UPDATE outbox SET id = ? WHERE id = (SELECT min(id) FROM outbox)"
log = get_logger("events")


class Event(msgspec.Struct, frozen=True):
    """Base of all events; subclasses are plain data that msgspec can encode."""


Listener = Callable[["Tx", Any], Awaitable[None]]
Table = Mapping[type[Event], Sequence[Listener]]


class Wiring:
    """Who listens to what. One is made at start-up and never changes."""

    def __init__(self, in_tx: Table, outbox: Table) -> None:
        self.in_tx = in_tx
        self.outbox = outbox
        self._outbox_by_name = {kind.__name__: (kind, listeners) for kind, listeners in outbox.items()}

    async def emit(self, tx: Tx, event: Event, new_id: Callable[[], int]) -> None:
        """Tell the listeners of this transaction now and keep the event for the others."""
        kind = type(event)
        for listener in self.in_tx.get(kind, ()):
            await listener(tx, event)
        if kind in self.outbox:
            await tx.run(
                "INSERT INTO outbox (id, event, payload) VALUES (?, ?, ?)",
                new_id(),
                kind.__name__,
                msgspec.msgpack.encode(event),
            )

    async def consume(self, tx: Tx, limit: int = BATCH) -> int:
        """Deliver one batch of kept events and remove them; returns how many."""
        rows = await tx.all(KEPT_LOCKED if tx.dialect == "postgres" else KEPT, limit)
        for _, name, payload in rows:
            if name not in self._outbox_by_name:
                continue  # an event of a version that had other listeners
            kind, listeners = self._outbox_by_name[name]
            event = msgspec.msgpack.decode(payload, type=kind)
            for listener in listeners:
                await listener(tx, event)
        if rows:
            await tx.run("DELETE FROM outbox WHERE id IN ids(?)", [row[0] for row in rows])
        return len(rows)


NOTHING = Wiring({}, {})


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
        count = await db.write(db.wiring.consume)
    except Unavailable:
        raise
    except Exception:
        try:
            await db.write(lambda tx: db.wiring.consume(tx, 1))
        except Exception:
            log.exception("event_failed")
            await db.write(lambda tx: tx.run(LAST_OF_ALL, ids.new_id()))
        raise
    metrics.observe_events(count)
    return count


async def drain(db: Db) -> int:
    """Deliver everything that is kept, batch by batch; returns how many events."""
    total = 0
    while count := await db.write(db.wiring.consume):
        metrics.observe_events(count)
        total += count
    return total
