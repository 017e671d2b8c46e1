"""Which requests are next, one translator at a time for each."""

from __future__ import annotations

import itertools

from vermilion.infra import clock
from vermilion.infra.db import Reader, Tx
from vermilion.translation import queries
from vermilion.translation.models import ASKED, HOT, IN_ADVANCE
from vermilion.translation.working.concluding import put_off
from vermilion.translation.working.models import Request

# Texts at a time: nobody who waits shall wait for many that are not urgent.
BATCHES = {ASKED: 64, HOT: 32, IN_ADVANCE: 16}
LEASE = 15 * clock.SECOND  # renewed while its translator lives

FALLS = 3  # leases that ended without any word, by then it is the text that ends translators


async def any_due(reader: Reader) -> bool:
    """Whether it is worth while to lease; costs no write."""
    return any([await reader.all(queries.DUE["sqlite"], urgency, clock.now(), 1) for urgency in BATCHES])


async def lease(tx: Tx) -> tuple[int, list[Request]]:
    """Requests of one urgency, and until when they are leased."""
    until = clock.now() + LEASE
    for urgency, limit in BATCHES.items():
        rows = await tx.all(queries.DUE[tx.dialect], urgency, clock.now(), limit)
        found = [Request(*row) for row in rows]
        await put_off(tx, [(request, "poor") for request in found if _hopeless(request)])
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
