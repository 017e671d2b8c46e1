"""Translations go with the texts that they are of."""

from __future__ import annotations

from collections.abc import Collection

from vermilion.infra import clock, generations
from vermilion.infra.db import Reader, Tx
from vermilion.infra.subject import Subject
from vermilion.translation import queries
from vermilion.translation.memory import GENERATION

CHUNK = 500
FAILED_KEPT = clock.DAY
UNSEEN_KEPT = clock.DAY  # an engine that no translator reports any more


async def forget(tx: Tx, subject: Subject, *, except_keys: Collection[str] = ()) -> None:
    """Take a subject's texts away, all or those that are not among `except_keys`. What nobody's text stands behind any
    more is erased in this transaction, requests included; what a translator is at will be thrown away."""
    used = {row[0] for row in await tx.all(queries.USES_OF, subject.kind, subject.id)}
    gone = sorted(used.difference(except_keys))
    if not gone:
        return
    await tx.run(queries.DROP_USES, subject.kind, subject.id, gone)
    still_used = {row[0] for row in await tx.all(queries.STILL_USED, gone)}
    orphans = [key for key in gone if key not in still_used]
    # Requests first: a translator who keeps an answer at this moment holds its row, so afterwards it is seen here.
    await tx.run(queries.DROP_REQUESTS, orphans)
    if await tx.run(queries.DROP, orphans):
        await generations.bump(tx, GENERATION)


async def forget_person(tx: Tx, account_id: int) -> int:
    """Take their name from what is left in the memory, some hundred at a time; returns how many, 0 when none is left.
    What they contributed is erased before, copies included (decision 51): this is for copies without a contribution."""
    count = await tx.run(queries.NAMELESS, account_id, account_id, CHUNK)
    if count:
        await generations.bump(tx, GENERATION)
    return count


async def subjects_after(reader: Reader, kind: str, subject_id: int, limit: int) -> list[tuple[str, int]]:
    """(kind, id) of whose texts stand in the memory, in order: an audit looks whether they are still there."""
    return [(row[0], row[1]) for row in await reader.all(queries.SUBJECTS_AFTER, kind, subject_id, limit)]


async def sweep(tx: Tx) -> None:
    """Forget failures long past, and engines that nobody has reported for a day."""
    now = clock.now()
    await tx.run(queries.SWEEP_FAILED, now - FAILED_KEPT)
    await tx.run(queries.SWEEP_ENGINES, now - UNSEEN_KEPT)
