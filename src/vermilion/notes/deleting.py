"""A note goes: for good by its author, or out of sight by a moderator."""

from __future__ import annotations

import msgspec

from vermilion import counters, media, topics
from vermilion.audience import Permit
from vermilion.infra import generations
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict
from vermilion.notes import queries
from vermilion.notes.finding import versions_of
from vermilion.notes.models import Note, NoteDeleted, NoteRemoved, NoteRestored
from vermilion.notes.publishing import held, topics_of


async def delete(tx: Tx, permit: Permit) -> None:
    """Erase a note's words and pictures, those of its earlier versions, too; its id stays taken and its likes stay
    counted with their givers."""
    note = await held(tx, permit.subject.id)
    if note.state == "deleted":
        return  # somebody was faster
    await tx.run(queries.MOVE, "deleted", note.id, note.state)
    if note.state == "published":
        await _leave(tx, note.id, note.author_id, note.visibility)
    shown = await _ever_shown(tx, note)
    for sql in (queries.DELETE_MEDIA, queries.DELETE_VERSIONS, queries.DELETE_MENTIONS, queries.ERASE):
        await tx.run(sql, note.id)
    await generations.bump(tx, generations.SHOWN)
    await tx.hold("media", shown)  # whoever puts one of them to use at this moment
    elsewhere = {row[0] for row in await tx.all(queries.STILL_SHOWN, sorted(shown))}
    await media.remove(tx, sorted(shown - elsewhere))
    await tx.emit(NoteDeleted(note.id, note.author_id))


async def remove(tx: Tx, permit: Permit, reason: str) -> None:
    """Take a note out of sight; its author still sees it, with the reason. Conflict unless it is published."""
    note = await held(tx, permit.subject.id)
    if not await tx.run(queries.MOVE, "removed", note.id, "published"):
        raise Conflict("not_published", "This note is not published.")
    await _leave(tx, note.id, note.author_id, note.visibility)
    await generations.bump(tx, generations.SHOWN)
    await tx.emit(NoteRemoved(note.id, note.author_id, reason))


async def restore(tx: Tx, permit: Permit) -> None:
    """Bring a removed note back. Conflict unless it is removed."""
    note = await held(tx, permit.subject.id)
    if not await tx.run(queries.MOVE, "published", note.id, "removed"):
        raise Conflict("not_removed", "This note is not removed.")
    await generations.bump(tx, generations.SHOWN)
    again = msgspec.structs.replace(note, state="published")
    await topics.set_note_topics(tx, note.id, topics_of(again), note.author_id)
    if note.visibility != "self":
        await counters.bump(tx, "account", note.author_id, notes=1)
    await tx.emit(NoteRestored(note.id, note.author_id, note.category, note.visibility))


async def _ever_shown(tx: Tx, note: Note) -> set[int]:
    """Every upload that the note shows or showed before an edit."""
    attached = [*note.media, *(item for version in await versions_of(tx, note.id) for item in version.media)]
    return {item.media_id for item in attached} | ({note.cover_id} if note.cover_id else set())


async def _leave(tx: Tx, note_id: int, author_id: int, visibility: str) -> None:
    await topics.set_note_topics(tx, note_id, [], author_id)
    if visibility != "self":
        await counters.bump(tx, "account", author_id, notes=-1)
