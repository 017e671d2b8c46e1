"""A note is changed; what it said before is kept."""

from __future__ import annotations

import msgspec

from vermilion import counters, topics
from vermilion.audience import Permit
from vermilion.infra import clock, generations
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, NotFound
from vermilion.notes import queries
from vermilion.notes.models import Attached, Note, NoteEdited, Publication, cleaned
from vermilion.notes.publishing import (
    claim_media,
    held,
    language_of,
    topics_of,
    write_media,
    write_mentions,
)


async def edit(tx: Tx, permit: Permit, given: Publication, version: int = 0) -> Note:
    """Replace title, text, pictures, category, language, visibility and the wish for corrections. Raises Invalid with
    the field, NotFound for a note that was deleted meanwhile, Conflict for one that is not of this `version` any more
    (0 for any). An edit that changes nothing leaves no trace."""
    given = cleaned(given)
    before = await held(tx, permit.subject.id)
    if before.state == "deleted":
        raise NotFound  # or its words would come back
    if version not in {0, before.version}:
        raise Conflict("note_changed", "This note was changed since you opened it, perhaps in another window.")
    kind = await claim_media(tx, before.author_id, given)
    language, source = _language(before, given)
    after = msgspec.structs.replace(
        before,
        title=given.title,
        text=given.text,
        language=language,
        language_source=source,
        category=given.category,
        kind=kind,
        visibility=given.visibility,
        cover_id=given.cover_id,
        wants_correction=given.wants_correction,
        media=tuple(given.media),
    )
    if after == before:
        return before
    if _said(after) != _said(before):
        await _keep(tx, before)
        after = msgspec.structs.replace(after, edited_at=clock.now())
    await tx.run(
        queries.UPDATE,
        after.title,
        after.text,
        after.language,
        after.language_source,
        after.category,
        after.kind,
        after.visibility,
        after.cover_id,
        int(after.wants_correction),
        after.edited_at,
        after.id,
    )
    await generations.bump(tx, generations.SHOWN)
    await tx.run(queries.DELETE_MEDIA, after.id)
    await write_media(tx, after.id, given)
    # Nobody was told of a note that was its author's own.
    told = {row[0] for row in await tx.all(queries.MENTIONS, after.id)} if before.visibility != "self" else set()
    await tx.run(queries.DELETE_MENTIONS, after.id)
    mentions = await write_mentions(tx, after.id, after.author_id, given)
    if after.state == "published":
        await topics.set_note_topics(tx, after.id, topics_of(after), after.author_id)
        shown = (after.visibility != "self") - (before.visibility != "self")
        if shown:
            await counters.bump(tx, "account", after.author_id, notes=shown)
    await tx.emit(
        NoteEdited(
            after.id,
            after.author_id,
            after.category,
            after.visibility,
            before.visibility,
            before.category,
            tuple(account_id for account_id in mentions if account_id not in told),
        )
    )
    return msgspec.structs.replace(after, version=before.version + 1)


def _language(before: Note, given: Publication) -> tuple[str, str]:
    """What the author once said of the language holds until they say otherwise."""
    if given.language is None and before.language_source == "author":
        return before.language, "author"
    return language_of(given)


def _said(note: Note) -> tuple[str, str, tuple[Attached, ...]]:
    return note.title, note.text, note.media


async def _keep(tx: Tx, note: Note) -> None:
    """What was removed stays out of sight, also when an edit of it is restored."""
    await tx.run(
        queries.INSERT_VERSION,
        note.id,
        note.version,
        note.title,
        note.text,
        msgspec.json.encode(note.media).decode(),
        note.visibility if note.state == "published" else "self",
        note.edited_at or note.created_at,
    )
