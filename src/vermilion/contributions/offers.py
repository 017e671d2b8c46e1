"""An offer becomes a translation that waits."""

from __future__ import annotations

from vermilion.contributions import queries
from vermilion.contributions.given import Offer
from vermilion.contributions.models import OFFERED, Translation
from vermilion.contributions.reading import translation_of, values_of
from vermilion.contributions.texts import Original
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound


async def write(tx: Tx, original: Original, translator_id: int, given: Offer) -> Translation:
    """`given` is fit to be kept. NotFound when it improves a translation that is not there."""
    now = clock.now()
    made = Translation(
        id=ids.new_id(),
        subject=original.subject,
        translator_id=translator_id,
        source=given.source or original.language,
        target=given.target,
        title=given.title,
        text=given.text,
        alts=tuple(given.alts),
        source_keys=original.keys,
        based_on=await _improved(tx, original, given),
        version=original.version,
        state=OFFERED,
        score=0,
        decided_by=0,
        created_at=now,
        updated_at=now,
    )
    await tx.run(queries.INSERT, *values_of(made))
    return made


async def _improved(tx: Tx, original: Original, given: Offer) -> int:
    """NotFound for a translation of another text or into another language."""
    if not given.based_on:
        return 0
    found = await translation_of(tx, given.based_on, original.subject)
    if found.target != given.target:
        raise NotFound
    return found.id
