"""News that travels up: typed events, owned by the room that emits them, wired in `vermilion.listeners` alone.

`in_tx` listeners run in the emitter's transaction, `outbox` listeners later and exactly once (infra/outbox.py). Those
that are `Together` are called once for many events of a kind: a flood is cheaper to tell of at once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec


class Event(msgspec.Struct, frozen=True):
    """Base of all events; subclasses are plain data that msgspec can encode."""


# async def listener(tx, event): it is called with a transaction, which lives above this file.
Listener = Callable[[Any, Any], Awaitable[None]]


class Together(msgspec.Struct, frozen=True):
    """async def listener(tx, events): it is told at once of events of one kind, in their order."""

    listener: Callable[[Any, Sequence[Any]], Awaitable[None]]


Listeners = Sequence[Listener | Together]


class Wiring(msgspec.Struct, frozen=True):
    """Who listens to what. One is made at start-up and never changes."""

    in_tx: Mapping[type[Event], Listeners]
    outbox: Mapping[type[Event], Listeners]

    def by_name(self) -> dict[str, tuple[type[Event], Listeners]]:
        """The kinds of events that are kept, and who waits for them."""
        return {kind.__name__: (kind, listeners) for kind, listeners in self.outbox.items()}


NOTHING = Wiring({}, {})
