"""Views of notes, folded in memory and written once a second: the one write that a crash may cost (one second's
worth at most, see docs/decisions/0003)."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Iterable

from vermilion.infra import clock
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Doubtful
from vermilion.infra.log import get_logger

Write = Callable[[Tx, dict[int, int]], Awaitable[None]]
EVERY = 1.0
REMEMBERED = 200_000
AGAIN_AFTER = clock.HOUR
log = get_logger("views")


class ViewFolder:
    """Counts a viewer's look at a note once an hour. `write` adds folded views to whatever counts them."""

    def __init__(self, db: Db, write: Write) -> None:
        self._db = db
        self._write = write
        self._folded: Counter[int] = Counter()
        self._seen: OrderedDict[tuple[str, int], int] = OrderedDict()

    def add(self, viewer: str, note_ids: Iterable[int]) -> None:
        """Note that `viewer` (an account or a visitor's address) has seen these notes."""
        now = clock.now()
        for note_id in note_ids:
            key = viewer, note_id
            if now - self._seen.get(key, 0) < AGAIN_AFTER:
                continue
            self._seen[key] = now
            self._seen.move_to_end(key)
            self._folded[note_id] += 1
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    async def flush(self) -> None:
        """Write what is folded; on failure it is kept for the next time."""
        if not self._folded:
            return
        folded, self._folded = self._folded, Counter()
        try:
            await self._db.write(lambda tx: self._write(tx, folded))
        except Doubtful:
            log.warning("views_doubtful", exc_info=True)  # they may be there, and twice is worse than not
        except Exception:
            log.warning("views_not_written", exc_info=True)
            self._folded.update(folded)

    async def run(self) -> None:
        """Flush every second until cancelled, then once more."""
        try:
            while True:
                await asyncio.sleep(EVERY)
                await self.flush()
        finally:
            await self.flush()
