"""Contributions follow the texts they are about: edited, shown again."""

from __future__ import annotations

from vermilion.comments import CommentEdited, CommentRestored
from vermilion.contributions import queries
from vermilion.contributions.models import ACCEPTED, OUTDATED
from vermilion.contributions.originals import load, lock
from vermilion.contributions.reading import every_open
from vermilion.contributions.realigning import realign
from vermilion.contributions.remembering import forget, remember
from vermilion.contributions.standing import take_down
from vermilion.infra import clock, subject
from vermilion.infra.db import Tx
from vermilion.infra.subject import Subject
from vermilion.notes import NoteEdited, NoteRestored


async def note_changed(tx: Tx, event: NoteEdited | NoteRestored) -> None:
    """What is said under it is as public as the note."""
    await _keep_up(tx, subject.note(event.note_id))
    if isinstance(event, NoteRestored) or event.visibility != event.visibility_before:
        for (comment_id,) in await tx.all(queries.COMMENTS_UNDER, event.note_id):
            await _keep_up(tx, subject.comment(comment_id, event.note_id))


async def comment_changed(tx: Tx, event: CommentEdited | CommentRestored) -> None:
    """Its translations and corrections follow it."""
    await _keep_up(tx, subject.comment(event.comment_id, event.note_id))


async def _keep_up(tx: Tx, about: Subject) -> None:
    """Translations and corrections of other words are outdated. Translations of a text that is not public any more
    leave the memory, and come back with it."""
    await lock(tx, about)
    original = await load(tx, about)
    if original is None:
        return
    keys = original.text_key, original.title_key
    await tx.run(queries.OUTDATE_CORRECTIONS, clock.now(), about.kind, about.id, *keys)
    for found in await every_open(tx, about):
        if not original.is_said_by(found.source_keys):
            await take_down(tx, found, original, OUTDATED, found.decided_by)
            continue
        aligned = await realign(tx, found, original)
        if found.state == ACCEPTED:
            await (remember if original.public else forget)(tx, aligned, original)
