"""All who wait for the same thing in a process share one look at the database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from vermilion.infra import generations
from vermilion.infra.db import Reader
from vermilion.infra.log import get_logger
from vermilion.translation.memory import GENERATION
from vermilion.translation.models import Translation
from vermilion.translation.waiting.progressing import Waiting, progress

LOOK = 0.04  # seconds between two looks
log = get_logger("translation")

Place = tuple[str, str]  # key and target
Outcome = Translation | Waiting | None


class Watch:
    """What the waiters of one process wait for, and the one task that looks for all of them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._outcomes: dict[Place, asyncio.Future[Outcome]] = {}
        self._waiters: Counter[Place] = Counter()
        self._entered: set[Place] = set()  # since the last look
        self._looking: asyncio.Task[None] | None = None

    def enter(self, place: Place) -> asyncio.Future[Outcome]:
        """What will come of it; `leave` when nobody waits any more."""
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
