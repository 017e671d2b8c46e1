"""The translation of a text that stands for its readers: made so, taken down, copied into the memory and out of it."""

from __future__ import annotations

import msgspec

from vermilion import translation
from vermilion.contributions import queries
from vermilion.contributions.models import (
    ACCEPTED,
    DECLINED,
    Original,
    Translation,
    TranslationAccepted,
)
from vermilion.contributions.reading import of_subject
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.translation import Text


async def make_stand(tx: Tx, found: Translation, original: Original, decided_by: int) -> Translation:
    """Accept it; the one that stood before is declined. `decided_by` is 0 for votes. Call it with the original held."""
    if found.state == ACCEPTED:
        return found
    former = await standing(tx, found)
    if former is not None:
        await take_down(tx, former, original, DECLINED, decided_by)
    accepted = await _move(tx, found, ACCEPTED, decided_by)
    await remember(tx, accepted, original)
    await tx.emit(TranslationAccepted(found.id, found.subject, found.translator_id, original.author_id, decided_by))
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


async def remember(tx: Tx, found: Translation, original: Original) -> None:
    """Put what stands into the readers' memory, each part by itself. Its parts are those of the original."""
    texts = [Text(part, found.source) for part in original.parts]
    await translation.adopt(tx, found.subject, {text.key for text in texts if text.text})
    for text, translated in zip(texts, found.parts, strict=True):
        if translated:
            await translation.keep_human(tx, text, found.target, translated, found.translator_id)


async def forget(tx: Tx, found: Translation, original: Original | None) -> None:
    """Take it out of the memory. What the original does not say any more is gone from there by itself."""
    if found.state != ACCEPTED or original is None:
        return
    kept = set(found.source_keys)
    for part in dict.fromkeys(original.parts):
        text = Text(part, found.source)
        if part and text.key in kept:
            await translation.drop_human(tx, text, found.target)


async def _move(tx: Tx, found: Translation, state: str, decided_by: int) -> Translation:
    now = clock.now()
    await tx.run(queries.MOVE, state, decided_by, now, found.id)
    return msgspec.structs.replace(found, state=state, decided_by=decided_by, updated_at=now)
