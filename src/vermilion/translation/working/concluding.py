"""What came of requests: kept, or put off until engines may be back."""

from __future__ import annotations

from vermilion.infra import clock, generations
from vermilion.infra.db import Tx
from vermilion.translation import queries
from vermilion.translation.memory import GENERATION, keep, tell
from vermilion.translation.models import ASKED, HOT, IN_ADVANCE, Rendered, Text, Translation
from vermilion.translation.working.models import Request

# How often engines that fail at present are tried, with pauses of 2, 4, 8, … seconds in between.
TRIES = {ASKED: 6, HOT: 4, IN_ADVANCE: 1}
# How long a failure stands before anybody may ask again.
STANDS = {"poor": clock.DAY, "no_engine": clock.HOUR, "unavailable": 5 * clock.MINUTE}


async def conclude(tx: Tx, group: list[Request], rendered: list[Rendered], revision: str) -> None:
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
    await put_off(tx, [(request, one.reason) for request, one in found if one.text is None])


async def put_off(tx: Tx, failures: list[tuple[Request, str]]) -> None:
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


async def revive(tx: Tx) -> None:
    """There are other engines: what none of them could do is tried again."""
    await tx.run(queries.REVIVE, clock.now())
