"""Those who read both languages vote on translations; enough votes let one stand, or take it down."""

from __future__ import annotations

import msgspec

from vermilion import accounts
from vermilion.audience import Permit
from vermilion.contributions import queries
from vermilion.contributions.models import ACCEPTED, DECLINED, OFFERED, OUTDATED, Translation
from vermilion.contributions.originals import hold
from vermilion.contributions.reading import translation_of, votes_among
from vermilion.contributions.rules import by_votes
from vermilion.contributions.standing import make_stand, standing, take_down
from vermilion.contributions.voters import why_not_vote
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Invalid


async def vote(tx: Tx, permit: Permit, translation_id: int, value: int) -> Translation:
    """Vote 1 or -1 for a translation of the permit's text, or take one's vote back (0). Forbidden for one's own, for
    those who do not read both languages and for new accounts; Conflict for what is not open any more."""
    if value not in {1, 0, -1}:
        raise Invalid("vote", "A vote is 1, 0 or -1.", field="value")
    original = await hold(tx, permit.subject)
    found = await translation_of(tx, translation_id, permit.subject)
    voter = (await accounts.by_ids(tx, [permit.account_id]))[permit.account_id]
    if refused := why_not_vote(found, voter):
        raise refused
    if found.state in {DECLINED, OUTDATED}:
        raise Conflict("not_open", "This was decided already.")
    before = (await votes_among(tx, [found.id], permit.account_id)).get(found.id, 0)
    if value == before:
        return found
    await _write(tx, permit, found, value)
    found = msgspec.structs.replace(found, score=found.score + value - before)
    await tx.run(queries.SCORE, found.score, found.id)
    former = await standing(tx, found) if found.state == OFFERED else None
    state = by_votes(found, former)
    if state == ACCEPTED:
        return await make_stand(tx, found, original, decided_by=0)  # changes nothing where it stands
    return await take_down(tx, found, original, DECLINED) if state == DECLINED else found


async def _write(tx: Tx, permit: Permit, found: Translation, value: int) -> None:
    if value:
        await tx.run(queries.VOTE, found.id, permit.account_id, found.subject.home, value, clock.now())
    else:
        await tx.run(queries.TAKE_VOTE_BACK, found.id, permit.account_id)
