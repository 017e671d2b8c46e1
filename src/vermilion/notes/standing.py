"""On what terms a note stands, for deciding about a write: four small columns, no text and no pictures."""

from __future__ import annotations

from vermilion import accounts
from vermilion.audience import Terms
from vermilion.infra import subject
from vermilion.infra.db import Reader
from vermilion.notes import queries


async def terms_now(reader: Reader, note_id: int) -> Terms | None:
    """The terms as this reader (often a transaction) sees them; None for a note that never was."""
    row = await reader.one(queries.STANDING, note_id)
    if row is None:
        return None
    author_id, visibility, state = row
    return Terms(
        subject=subject.note(note_id),
        author_id=author_id,
        visibility=visibility,
        state=state,
        author_state=await accounts.state_of(reader, author_id),
    )
