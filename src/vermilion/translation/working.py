"""What translators do: lease the most urgent requests, translate them together, answer or put them off.

Nothing is lost with a translator that dies: its leases end, and the next one takes the requests up.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from vermilion.infra import clock, generations
from vermilion.infra.db import Db, Reader, Tx
from vermilion.infra.log import get_logger
from vermilion.translation import queries
from vermilion.translation.memory import GENERATION, keep, tell
from vermilion.translation.models import ASKED, HOT, IN_ADVANCE, Rendered, Text, Translation

# Texts at a time: nobody who waits shall wait for many that are not urgent.
BATCHES = {ASKED: 64, HOT: 32, IN_ADVANCE: 16}
LEASE = 15 * clock.SECOND  # renewed while its translator lives
PROGRESS = 0.4  # seconds between two words on how far it is
# How often engines that fail at present are tried, with pauses of 2, 4, 8, … seconds in between.
TRIES = {ASKED: 6, HOT: 4, IN_ADVANCE: 1}
# How long a failure stands before anybody may ask again.
STANDS = {"poor": clock.DAY, "no_engine": clock.HOUR, "unavailable": 5 * clock.MINUTE}
FALLS = 3  # leases that ended without any word, by then it is the text that ends translators
log = get_logger("translation")

Tell = Callable[[int, int, int], None]  # number of the text, sentences done, sentences in all
Render = Callable[[Sequence[Text], str, Tell], Awaitable[list[Rendered]]]
Together = Callable[[str, str], int]  # how many texts of a pair of languages to translate in one call


class Request(msgspec.Struct, frozen=True):
    """One text for one language. `attempts` counts this one; `reason` is why the one before was put off."""

    key: str
    target: str
    source: str
    scope: int
    text: str
    urgency: int
    attempts: int
    reason: str


async def any_due(reader: Reader) -> bool:
    """Whether it is worth while to lease; costs no write."""
    return any([await reader.all(queries.DUE["sqlite"], urgency, clock.now(), 1) for urgency in BATCHES])


async def do_some(db: Db, render: Render, revision: str, together: Together = lambda *_: BATCHES[ASKED]) -> int:
    """Lease one batch and do it, its pairs of languages beside each other; returns how many texts. What was translated
    in one call is answered together. Cancelled, it gives back what is not done."""
    until, requests = await db.write(_lease)
    if not requests:
        return 0
    batch = _Batch(db, until, requests)
    groups: dict[tuple[str, str], list[Request]] = defaultdict(list)
    for request in requests:
        groups[request.source, request.target].append(request)
    tending = asyncio.create_task(batch.tend())
    try:
        await asyncio.gather(
            *(
                _do(batch, group[start : start + size], render, revision)
                for pair, group in groups.items()
                for size in (together(*pair),)
                for start in range(0, len(group), size)
            )
        )
    except asyncio.CancelledError:
        await batch.give_back()
        raise
    finally:
        tending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await tending
    return len(requests)


async def revive(tx: Tx) -> None:
    """There are other engines: what none of them could do is tried again."""
    await tx.run(queries.REVIVE, clock.now())


async def _lease(tx: Tx) -> tuple[int, list[Request]]:
    """Requests of one urgency, and until when they are leased."""
    until = clock.now() + LEASE
    for urgency, limit in BATCHES.items():
        rows = await tx.all(queries.DUE[tx.dialect], urgency, clock.now(), limit)
        found = [Request(*row) for row in rows]
        await _put_off(tx, [(request, "poor") for request in found if _hopeless(request)])
        if chosen := _chosen([request for request in found if not _hopeless(request)]):
            await tx.many(queries.LEASE, [(until, request.key, request.target) for request in chosen])
            return until, chosen
    return until, []


def _chosen(found: list[Request]) -> list[Request]:
    """All together, but one at a time of those over which a translator fell: who knows which of them it was."""
    if found and _suspect(found[0]):
        return found[:1]
    return list(itertools.takewhile(lambda request: not _suspect(request), found))


def _suspect(request: Request) -> bool:
    """Leased before, and never heard of again."""
    return request.attempts > 1 and not request.reason


def _hopeless(request: Request) -> bool:
    return _suspect(request) and request.attempts > FALLS


class _Batch:
    """Requests under lease, and how far they are; `until` is the lease's end and its token."""

    def __init__(self, db: Db, until: int, requests: Sequence[Request]) -> None:
        self.db = db
        self._until = until
        self._open = {(request.key, request.target) for request in requests}
        self._said: dict[tuple[str, str], tuple[int, int]] = {}

    def tell(self, request: Request, done: int, total: int) -> None:
        self._said[request.key, request.target] = done, total

    def close(self, requests: Sequence[Request]) -> None:
        self._open.difference_update((request.key, request.target) for request in requests)

    async def tend(self) -> None:
        """Write down how far it is, and renew the lease, until cancelled."""
        while True:
            await asyncio.sleep(PROGRESS)
            try:
                await self._tell()
                if self._until - clock.now() < LEASE * 2 // 3:
                    await self._move(queries.RENEW, clock.now() + LEASE)
            except Exception:
                log.warning("lease_not_renewed", exc_info=True)

    async def give_back(self) -> None:
        await self._move(queries.GIVE_BACK, clock.now())

    async def _tell(self) -> None:
        said, self._said = self._said, {}
        rows = [(*said[place], *place) for place in sorted(self._open & said.keys())]
        if rows:
            await self.db.write(lambda tx: tx.many(queries.PROGRESS, rows))

    async def _move(self, sql: str, until: int) -> None:
        rows = [(until, *place, self._until) for place in sorted(self._open)]
        self._until = until
        await self.db.write(lambda tx: tx.many(sql, rows))


async def _do(batch: _Batch, group: list[Request], render: Render, revision: str) -> None:
    """Translate requests of one pair; when that breaks, one after the other, since only one may be at fault."""
    texts = [Text(request.text, request.source, request.scope) for request in group]

    def tell(number: int, done: int, total: int) -> None:
        batch.tell(group[number], done, total)

    try:
        rendered = await render(texts, group[0].target, tell)
    except Exception:
        log.exception("translating_failed", source=group[0].source, target=group[0].target, texts=len(group))
        if len(group) > 1:
            for request in group:
                await _do(batch, [request], render, revision)
            return
        rendered = [Rendered(None, group[0].source, reason="unavailable")]
    await batch.db.write(lambda tx: _conclude(tx, group, rendered, revision))
    batch.close(group)


async def _conclude(tx: Tx, group: list[Request], rendered: list[Rendered], revision: str) -> None:
    """Keep what came of some requests, but nothing of texts that were deleted meanwhile."""
    target = group[0].target
    asked = {row[0] for row in await tx.all(queries.STILL_ASKED[tx.dialect], target, sorted({r.key for r in group}))}
    found = [(request, one) for request, one in zip(group, rendered, strict=True) if request.key in asked]
    now = clock.now()
    entries = [
        Translation(request.key, target, one.engine, one.model, revision, one.source, one.text, 0, now)
        for request, one in found
        if one.text is not None
    ]
    await tx.many(queries.ANSWERED, [(entry.text_key, target) for entry in entries])
    await keep(tx, entries)
    await tell(tx, [Text(r.text, r.source, r.scope) for r, one in found if one.text is not None])
    await _put_off(tx, [(request, one.reason) for request, one in found if one.text is None])


async def _put_off(tx: Tx, failures: list[tuple[Request, str]]) -> None:
    """Later, when the engines may be back, or for as long as the failure stands."""
    rows = []
    for request, reason in failures:
        again = reason == "unavailable" and request.attempts < TRIES[request.urgency]
        pause = clock.SECOND << request.attempts if again else STANDS.get(reason, clock.HOUR)
        rows.append(("ready" if again else "failed", reason, clock.now() + pause, request.key, request.target))
    if rows:
        await tx.many(queries.PUT_OFF, rows)
        if any(state == "failed" for state, *_ in rows):
            await generations.bump(tx, GENERATION)
