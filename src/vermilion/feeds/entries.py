"""Which channels a note stands in, kept by events: ranking never reads another room's tables."""

from __future__ import annotations

from collections.abc import Iterable

from vermilion import counters, notes, topics
from vermilion.feeds import following, queries
from vermilion.feeds.channels import channels_of
from vermilion.feeds.ranking import score_of
from vermilion.infra import clock
from vermilion.infra.db import Tx


async def note_published(tx: Tx, event: notes.NotePublished) -> None:
    """In the publisher's transaction: the note is in its channels and its followers' feeds at once."""
    if event.visibility == "everyone":
        await _enter(tx, event.note_id, event.author_id, event.category)
    if event.visibility != "self":
        await following.deliver(tx, event.note_id, event.author_id)


async def note_edited(tx: Tx, event: notes.NoteEdited) -> None:
    await _leave(tx, event.note_id)
    if event.visibility == "everyone":
        await _enter(tx, event.note_id, event.author_id, event.category)
    if event.visibility != "self" and event.visibility_before == "self":
        await following.deliver(tx, event.note_id, event.author_id)


async def note_deleted(tx: Tx, event: notes.NoteDeleted) -> None:
    # Entries in feed_home stay: the audience decision leaves the note out, and nobody pays for finding them.
    await _leave(tx, event.note_id)


async def note_removed(tx: Tx, event: notes.NoteRemoved) -> None:
    await _leave(tx, event.note_id)


async def note_restored(tx: Tx, event: notes.NoteRestored) -> None:
    if event.visibility == "everyone":
        await _enter(tx, event.note_id, event.author_id, event.category)


async def mark_moved(tx: Tx, note_ids: Iterable[int]) -> None:
    """The numbers of notes moved: they are scored anew soon."""
    await tx.many(queries.MARK_NOTE, [(note_id,) for note_id in sorted(set(note_ids))])


async def _enter(tx: Tx, note_id: int, author_id: int, category: str) -> None:
    note = (await notes.by_ids(tx, [note_id]))[note_id]
    if note.state != "published":
        return
    topic_ids = sorted(await topics.linked(tx, (await topics.of_notes(tx, [note_id]))[note_id]))
    score = score_of(note.created_at, (await counters.load(tx, "note", [note_id]))[note_id])
    channels = channels_of(category, topic_ids)
    await tx.many(queries.PUT_ENTRY, [(channel, note_id, author_id, score) for channel in channels])
    await _mark(tx, channels)


async def _leave(tx: Tx, note_id: int) -> None:
    channels = [row[0] for row in await tx.all(queries.CHANNELS_OF, note_id)]
    await tx.run(queries.DELETE_ENTRIES, note_id)
    await _mark(tx, channels)


async def _mark(tx: Tx, channels: Iterable[int]) -> None:
    now = clock.now()
    await tx.many(queries.MARK_CHANNEL, [(channel, now) for channel in sorted(channels)])
