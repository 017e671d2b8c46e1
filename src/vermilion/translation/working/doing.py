"""One batch: its pairs of languages beside each other, what was translated in one call answered together."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

from vermilion.infra.db import Db
from vermilion.infra.log import get_logger
from vermilion.translation.models import ASKED, Rendered, Text
from vermilion.translation.working.batches import Batch
from vermilion.translation.working.concluding import conclude, put_off
from vermilion.translation.working.leasing import BATCHES, lease
from vermilion.translation.working.models import Request

log = get_logger("translation")

Tell = Callable[[int, int, int], None]  # number of the text, sentences done, sentences in all
Render = Callable[[Sequence[Text], str, Tell], Awaitable[list[Rendered]]]
Together = Callable[[str, str], int]  # how many texts of a pair of languages to translate in one call


async def do_some(db: Db, render: Render, revision: str, together: Together = lambda *_: BATCHES[ASKED]) -> int:
    """Lease one batch and do it, its pairs of languages beside each other; returns how many texts. What was translated
    in one call is answered together. Cancelled, it gives back what is not done; what breaks ends no others."""
    until, requests = await db.write(lease)
    if not requests:
        return 0
    batch = Batch(db, until, requests)
    groups: dict[tuple[str, str], list[Request]] = defaultdict(list)
    for request in requests:
        groups[request.source, request.target].append(request)
    tending = asyncio.create_task(batch.tend())
    try:
        outcomes = await asyncio.gather(
            *(
                _do(batch, group[start : start + size], render, revision)
                for pair, group in groups.items()
                for size in (together(*pair),)
                for start in range(0, len(group), size)
            ),
            return_exceptions=True,
        )
    except asyncio.CancelledError:
        await batch.end(tending)
        await batch.give_back()
        raise
    await batch.end(tending)
    for outcome in outcomes:
        if outcome is not None:
            raise outcome
    return len(requests)


async def _do(batch: Batch, group: list[Request], render: Render, revision: str) -> None:
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
    await _answer(batch, group, rendered, revision)


async def _answer(batch: Batch, group: list[Request], rendered: list[Rendered], revision: str) -> None:
    """Write down what came of requests; what cannot be written takes no others along, and none is paid for twice."""
    try:
        await batch.db.write(lambda tx: conclude(tx, group, rendered, revision))
    except Exception:
        log.exception("translations_not_written", target=group[0].target, texts=len(group))
        if len(group) > 1:
            for request, one in zip(group, rendered, strict=True):
                await _answer(batch, [request], [one], revision)
            return
        await batch.db.write(lambda tx: put_off(tx, [(group[0], "poor")]))
    batch.close(group)
