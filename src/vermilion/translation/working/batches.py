"""Requests under lease: how far they are, and that the lease is renewed while they are worked on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence

from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.log import get_logger
from vermilion.translation import queries
from vermilion.translation.working import leasing
from vermilion.translation.working.models import Request

log = get_logger("translation")

PROGRESS = 0.4  # seconds between two words on how far it is


class Batch:
    """Requests under lease, and how far they are; `until` is the lease's end and its token."""

    def __init__(self, db: Db, until: int, requests: Sequence[Request]) -> None:
        self.db = db
        self._until = until
        self._ended = asyncio.Event()
        self._open = {(request.key, request.target) for request in requests}
        self._said: dict[tuple[str, str], tuple[int, int]] = {}

    def tell(self, request: Request, done: int, total: int) -> None:
        self._said[request.key, request.target] = done, total

    def close(self, requests: Sequence[Request]) -> None:
        self._open.difference_update((request.key, request.target) for request in requests)

    async def tend(self) -> None:
        """Write down how far it is, and renew the lease, until the end."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), PROGRESS)
                return
            try:
                await self._tell()
                if self._until - clock.now() < leasing.LEASE * 2 // 3:
                    await self._move(queries.RENEW, clock.now() + leasing.LEASE)
            except Exception:
                log.warning("lease_not_renewed", exc_info=True)

    async def end(self, tending: asyncio.Task[None]) -> None:
        """It is not cut off: a renewal under way would take the token along."""
        self._ended.set()
        await tending

    async def give_back(self) -> None:
        await self._move(queries.GIVE_BACK, clock.now())

    async def _tell(self) -> None:
        said, self._said = self._said, {}
        rows = [(*said[place], *place) for place in sorted(self._open & said.keys())]
        if rows:
            await self.db.write(lambda tx: tx.many(queries.PROGRESS, rows))

    async def _move(self, sql: str, until: int) -> None:
        rows = [(until, *place, self._until) for place in sorted(self._open)]
        await self.db.write(lambda tx: tx.many(sql, rows))
        self._until = until
