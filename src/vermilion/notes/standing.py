"""On what terms a note stands, for deciding about a write: four small columns, no text and no pictures."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import accounts
from vermilion.audience import Terms
from vermilion.infra import subject
from vermilion.infra.db import Reader
from vermilion.notes import queries


async def terms_now(reader: Reader, note_ids: Sequence[int]) -> dict[int, Terms]:
    """The terms as this reader (often a transaction) sees them, of those notes that ever were."""
    rows = await reader.all(queries.STANDING, note_ids)
    states = await accounts.states(reader, [row[1] for row in rows])
    return {
        note_id: Terms(
            subject=subject.note(note_id),
            author_id=author_id,
            visibility=visibility,
            state=state,
            author_state=states[author_id],
        )
        for note_id, author_id, visibility, state in rows
    }
