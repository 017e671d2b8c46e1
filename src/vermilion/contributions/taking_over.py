"""A correction becomes an edit by the text's author, who changes nothing else."""

from __future__ import annotations

from vermilion import comments, notes
from vermilion.audience import Permit
from vermilion.comments import NewComment
from vermilion.contributions import queries
from vermilion.contributions.models import Correction
from vermilion.infra.db import Tx
from vermilion.infra.subject import NOTE
from vermilion.notes import Publication


async def take_over(tx: Tx, permit: Permit, found: Correction) -> None:
    """Edit the note or comment of a permit to EDIT it, so that it says what the correction says."""
    if permit.subject.kind == NOTE:
        await _edit_note(tx, permit, found)
    else:
        await _edit_comment(tx, permit, found)


async def _edit_note(tx: Tx, permit: Permit, found: Correction) -> None:
    note = (await notes.by_ids(tx, [permit.subject.id]))[permit.subject.id]
    same = {name: getattr(note, name) for name in ("category", "visibility", "cover_id", "wants_correction")}
    title = found.title or note.title
    await notes.edit(tx, permit, Publication(title=title, text=found.text, media=list(note.media), **same))


async def _edit_comment(tx: Tx, permit: Permit, found: Correction) -> None:
    """A comment has no versions: what it said stays with the correction, for showing what changed."""
    comment = (await comments.by_ids(tx, [permit.subject.id]))[permit.subject.id]
    note = (await notes.by_ids(tx, [permit.subject.home]))[permit.subject.home]
    await tx.run(queries.KEEP_WHAT_WAS_SAID, comment.text, note.visibility, found.id)
    wanted = bool(comment.wants_correction)
    await comments.edit(tx, permit, NewComment(text=found.text, media_id=comment.media_id, wants_correction=wanted))
