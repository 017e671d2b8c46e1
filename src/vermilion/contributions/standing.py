"""The translation of a text that stands for its readers: made so, and taken down."""

from __future__ import annotations

import msgspec

from vermilion.contributions import queries
from vermilion.contributions.events import TranslationAccepted
from vermilion.contributions.models import ACCEPTED, DECLINED, Translation
from vermilion.contributions.reading import of_subject
from vermilion.contributions.remembering import forget, remember
from vermilion.contributions.texts import Original
from vermilion.infra import clock
from vermilion.infra.db import Tx


async def make_stand(tx: Tx, found: Translation, original: Original, decided_by: int) -> Translation:
    """Accept it, and tell of it; the one that stood before is declined. `decided_by` is 0 for votes. Call it with the
    original held."""
    if found.state == ACCEPTED:
        return found
    accepted = await let_stand(tx, found, original, decided_by)
    await tx.emit(TranslationAccepted(found.id, found.subject, found.translator_id, original.author_id, decided_by))
    return accepted


async def let_stand(tx: Tx, found: Translation, original: Original, decided_by: int) -> Translation:
    """The same without telling anybody, for one that does not stand yet."""
    former = await standing(tx, found)
    if former is not None:
        await take_down(tx, former, original, DECLINED, decided_by)
    accepted = await _move(tx, found, ACCEPTED, decided_by)
    if original.public:  # else it is remembered when the text becomes public again
        await remember(tx, accepted, original)
    return accepted


async def take_down(
    tx: Tx, found: Translation, original: Original | None, state: str, decided_by: int = 0
) -> Translation:
    """Decline or outdate it, whether it stood or was only offered."""
    await forget(tx, found, original)
    return await _move(tx, found, state, decided_by)


async def standing(tx: Tx, beside: Translation) -> Translation | None:
    """The one that stands for the same text and language."""
    found = await of_subject(tx, beside.subject, beside.target)
    return found[0] if found and found[0].state == ACCEPTED else None


async def _move(tx: Tx, found: Translation, state: str, decided_by: int) -> Translation:
    now = clock.now()
    await tx.run(queries.MOVE, state, decided_by, now, found.id)
    return msgspec.structs.replace(found, state=state, decided_by=decided_by, updated_at=now)
