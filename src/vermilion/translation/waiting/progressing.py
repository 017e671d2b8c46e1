"""How far the translations of some texts are."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion.infra.db import Reader
from vermilion.translation import queries
from vermilion.translation.memory import best
from vermilion.translation.models import Translation


class Waiting(msgspec.Struct, frozen=True):
    """How far a request is. `state` is ready or failed; `done` of `total` sentences, both 0 before it begins; `reason`
    says why it failed or why it is tried again later."""

    state: str
    done: int
    total: int
    reason: str

    @property
    def failed(self) -> bool:
        return self.state == "failed"


class Progress(msgspec.Struct, frozen=True):
    """What came of some keys: each is in one of the two, or in none when nobody asks for it (any more)."""

    translations: dict[str, Translation]
    waiting: dict[str, Waiting]


async def state(reader: Reader, keys: Sequence[str], target: str) -> dict[str, Waiting]:
    """The requests that there are for some keys."""
    if not keys:
        return {}
    rows = await reader.all(queries.STATES, target, sorted(set(keys)))
    return {key: Waiting(state, done, total, reason) for key, state, _, _, done, total, reason in rows}


async def progress(reader: Reader, keys: Sequence[str], target: str) -> Progress:
    """How things stand at this moment."""
    # In this order: what is answered between the two is found as a translation, not lost.
    waiting = await state(reader, keys, target)
    found = await best(reader, keys, target)
    return Progress(found, {key: one for key, one in waiting.items() if key not in found})
