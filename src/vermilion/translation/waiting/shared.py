"""Waiting for translations, for so many seconds at most; all of a process share one watch."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from vermilion.infra.db import Db
from vermilion.translation.models import Translation
from vermilion.translation.waiting.progressing import Progress, Waiting, state
from vermilion.translation.waiting.watching import Watch


async def wait(db: Db, keys: Sequence[str], target: str, seconds: float) -> Progress:
    """Until each key is translated, has failed or is not asked for, at most `seconds`. Thousands may wait at once: a
    process looks once for all of them."""
    watch = _watches.get(db)
    if watch is None:
        watch = _watches[db] = Watch(db.read)
    places = [(key, target) for key in dict.fromkeys(keys)]
    pending = [watch.enter(place) for place in places]
    try:
        if pending:
            # Not `gather`: what is shared outlives a waiter who is cancelled.
            await asyncio.wait(pending, timeout=seconds)
    finally:
        for place in places:
            watch.leave(place)
    said = {key: future.result() for (key, _), future in zip(places, pending, strict=True) if future.done()}
    waiting = await state(db.read, [key for key, _ in places if key not in said], target)
    return Progress(
        {key: outcome for key, outcome in said.items() if isinstance(outcome, Translation)},
        {key: outcome for key, outcome in said.items() if isinstance(outcome, Waiting)} | waiting,
    )


_watches: WeakKeyDictionary[Db, Watch] = WeakKeyDictionary()
