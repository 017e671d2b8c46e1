"""News that travels up: typed events, owned by the room that emits them, wired in `vermilion.listeners` alone.

`in_tx` listeners run in the emitter's transaction, `outbox` listeners later and exactly once (infra/outbox.py).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec


class Event(msgspec.Struct, frozen=True):
    """Base of all events; subclasses are plain data that msgspec can encode."""


# async def listener(tx, event): it is called with a transaction, which lives above this file.
Listener = Callable[[Any, Any], Awaitable[None]]
Table = Mapping[type[Event], Sequence[Listener]]


class Wiring(msgspec.Struct, frozen=True):
    """Who listens to what. One is made at start-up and never changes."""

    in_tx: Table
    outbox: Table

    def by_name(self) -> dict[str, tuple[type[Event], Sequence[Listener]]]:
        """The kinds of events that are kept, and who waits for them."""
        return {kind.__name__: (kind, listeners) for kind, listeners in self.outbox.items()}


NOTHING = Wiring({}, {})
