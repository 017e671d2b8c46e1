"""Waiting for translations: all who wait for the same thing in a process share one look at the database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import msgspec

from vermilion.infra import generations
from vermilion.infra.db import Db, Reader
from vermilion.infra.log import get_logger
from vermilion.translation import queries
from vermilion.translation.memory import GENERATION, best
from vermilion.translation.models import Translation

LOOK = 0.04  # seconds between two looks
log = get_logger("translation")


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


async def wait(db: Db, keys: Sequence[str], target: str, seconds: float) -> Progress:
    """Until each key is translated, has failed or is not asked for, at most `seconds`. Thousands may wait at once: a
    process looks once for all of them."""
    watch = _watches.get(db)
    if watch is None:
        watch = _watches[db] = _Watch(db.read)
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


Place = tuple[str, str]  # key and target
Outcome = Translation | Waiting | None


class _Watch:
    """What the waiters of one process wait for, and the one task that looks for all of them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._outcomes: dict[Place, asyncio.Future[Outcome]] = {}
        self._waiters: Counter[Place] = Counter()
        self._entered: set[Place] = set()  # since the last look
        self._looking: asyncio.Task[None] | None = None

    def enter(self, place: Place) -> asyncio.Future[Outcome]:
        loop = asyncio.get_running_loop()
        if place not in self._outcomes:
            self._outcomes[place] = loop.create_future()
            self._entered.add(place)
        self._waiters[place] += 1
        if self._looking is None or self._looking.done():
            self._looking = loop.create_task(self._look())
        return self._outcomes[place]

    def leave(self, place: Place) -> None:
        self._waiters[place] -= 1
        if not self._waiters[place]:
            del self._waiters[place], self._outcomes[place]
            self._entered.discard(place)

    async def _look(self) -> None:
        """While anybody waits: at what is new at once, at all of it whenever the generation has moved."""
        seen = -1
        while self._outcomes:
            try:
                generation = await generations.read(self._reader, GENERATION)
                places = list(self._outcomes if generation != seen else self._entered)
                self._entered.clear()
                await self._look_at(places)
                seen = generation
            except Exception:
                log.warning("look_failed", exc_info=True)
                seen = -1
            await asyncio.sleep(LOOK)

    async def _look_at(self, places: Sequence[Place]) -> None:
        by_target: dict[str, list[str]] = {}
        for key, target in places:
            by_target.setdefault(target, []).append(key)
        for target, keys in by_target.items():
            found = await progress(self._reader, keys, target)
            for key in keys:
                outcome = found.translations.get(key) or found.waiting.get(key)
                future = self._outcomes.get((key, target))
                if future and not future.done() and not (isinstance(outcome, Waiting) and not outcome.failed):
                    future.set_result(outcome)


_watches: WeakKeyDictionary[Db, _Watch] = WeakKeyDictionary()
