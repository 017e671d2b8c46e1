"""The author looks at a correction: takes it over, declines it, says thanks."""

from __future__ import annotations

import msgspec

from vermilion.audience import Action, Permit
from vermilion.contributions import queries
from vermilion.contributions.events import CorrectionAccepted, CorrectionThanked
from vermilion.contributions.models import ACCEPTED, DECLINED, OFFERED, Correction
from vermilion.contributions.originals import hold
from vermilion.contributions.reading import correction_of
from vermilion.contributions.taking_over import take_over
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden


async def accept_correction(tx: Tx, permit: Permit, correction_id: int) -> Correction:
    """Take a correction over into the text, as an edit by its author, whose permit is to EDIT it; what it said before
    is kept, and other open corrections are outdated by the edit. Said again, it changes nothing. Conflict for one that
    is not open, as is one of other words than the text says now."""
    found, decided = await _decide(tx, permit, correction_id, ACCEPTED)
    if not decided:
        return found
    if not found.is_right:
        await take_over(tx, permit, found)
    await tx.emit(CorrectionAccepted(found.id, found.subject, found.corrector_id, permit.terms.author_id))
    return found


async def decline_correction(tx: Tx, permit: Permit, correction_id: int) -> Correction:
    """Leave the text as it is. Permit and Conflict as for `accept_correction`."""
    return (await _decide(tx, permit, correction_id, DECLINED))[0]


async def thank(tx: Tx, permit: Permit, correction_id: int) -> bool:
    """Say thanks for a correction, whatever became of it; False if that was said. The permit is to EDIT the text. Where
    nothing was to be corrected, this accepts it, too."""
    _check(permit)
    found = await correction_of(tx, correction_id, permit.subject)
    if not await tx.run(queries.THANK, found.id):
        return False
    if found.is_right and found.state == OFFERED:
        await _decide(tx, permit, correction_id, ACCEPTED)
    await tx.emit(CorrectionThanked(found.id, found.subject, found.corrector_id, permit.terms.author_id))
    return True


async def _decide(tx: Tx, permit: Permit, correction_id: int, state: str) -> tuple[Correction, bool]:
    """The correction as it is now, and whether this has changed it: who got no answer may ask again."""
    _check(permit)
    await hold(tx, permit.subject)
    found = await correction_of(tx, correction_id, permit.subject)
    if found.state == state:
        return found, False
    now = clock.now()
    if not await tx.run(queries.DECIDE_CORRECTION, state, now, found.id):
        raise Conflict("not_open", "This was decided already.")
    return msgspec.structs.replace(found, state=state, decided_at=now), True


def _check(permit: Permit) -> None:
    if permit.action is not Action.EDIT:
        raise Forbidden("audience.only_author", "Only the author decides about this.")
