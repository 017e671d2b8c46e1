"""What of the translation memory is nobody's any more."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from vermilion import comments, translation
from vermilion.cards.translatable import texts_of
from vermilion.infra.db import Tx
from vermilion.infra.jobs import JobContext
from vermilion.infra.subject import ACCOUNT, APPEAL, COMMENT, NOTE, REPORT, Subject

KINDS = frozenset({NOTE, COMMENT, ACCOUNT, REPORT, APPEAL})
CHUNK = 50
PAUSE = 0.02  # seconds between two chunks


async def keep_translations(tx: Tx, subjects: Sequence[Subject]) -> None:
    """Translations of what these do not say any more go."""
    said = await texts_of(tx, subjects)
    for about in subjects:
        kept = {key for text in said[about].texts for key in text.keys} if about in said else set()
        await translation.forget(tx, about, except_keys=kept)


async def audit_translations(context: JobContext) -> None:
    """Go through all subjects of the memory: whoever asked at the very moment of a deletion, and comments under a note
    that is not everybody's any more, are seen to here, and what moderators read of reports that are closed by now."""
    place = "", 0
    while some := await translation.subjects_after(context.db.read, *place, CHUNK):
        await context.db.write(lambda tx, some=some: _audit(tx, some))  # type: ignore[misc]  # called at once
        place = some[-1]
        await asyncio.sleep(PAUSE)


async def _audit(tx: Tx, places: Sequence[tuple[str, int]]) -> None:
    found = await comments.by_ids(tx, [identifier for kind, identifier in places if kind == COMMENT])
    homes = {(COMMENT, comment.id): comment.note_id for comment in found.values()}
    await keep_translations(tx, [Subject(*place, homes.get(place, place[1])) for place in places if place[0] in KINDS])
