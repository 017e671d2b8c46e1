"""A correction becomes an edit by the text's author, who changes nothing else."""

from __future__ import annotations

from vermilion import comments, notes
from vermilion.audience import Permit
from vermilion.comments import NewComment
from vermilion.infra.db import Tx
from vermilion.infra.subject import NOTE
from vermilion.notes import Publication


async def take_over(tx: Tx, permit: Permit, text: str) -> None:
    """Edit the note or comment of a permit to EDIT it, so that it says `text`."""
    if permit.subject.kind == NOTE:
        await _edit_note(tx, permit, text)
    else:
        await _edit_comment(tx, permit, text)


async def _edit_note(tx: Tx, permit: Permit, text: str) -> None:
    note = (await notes.by_ids(tx, [permit.subject.id]))[permit.subject.id]
    same = {name: getattr(note, name) for name in ("title", "category", "visibility", "cover_id", "wants_correction")}
    await notes.edit(tx, permit, Publication(text=text, media=list(note.media), **same))


async def _edit_comment(tx: Tx, permit: Permit, text: str) -> None:
    comment = (await comments.by_ids(tx, [permit.subject.id]))[permit.subject.id]
    wanted = bool(comment.wants_correction)
    await comments.edit(tx, permit, NewComment(text=text, media_id=comment.media_id, wants_correction=wanted))
