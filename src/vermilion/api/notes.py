"""/v1/notes: publish, read, edit, delete, versions."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import JSONBody

from vermilion import notes
from vermilion.api.common import Asked, InPath, create, created, number, page
from vermilion.api.shapes import EditInput, NoteInput
from vermilion.audience import Action
from vermilion.cards import permits, whole_notes
from vermilion.cards.views import NoteView, Page
from vermilion.edge import context
from vermilion.infra import clock
from vermilion.infra.db import Tx


class VersionView(msgspec.Struct, frozen=True):
    """What a note said until the edit after it."""

    version: int
    title: str
    text: str
    written_at: str


def publication(data: NoteInput) -> notes.Publication:
    """The room's form of what was sent."""
    return notes.Publication(
        title=data.title,
        text=data.text,
        category=data.category,
        visibility=data.visibility,
        language=data.language,
        media=[notes.Attached(number(item.id), item.alt) for item in data.media],
        cover_id=number(data.cover_id) if data.cover_id else None,
        wants_correction=data.wants_correction,
    )


@post("/notes", tags=["notes"], responses=created(NoteView))
async def publish(request: Asked, data: JSONBody[NoteInput]) -> Response[Any]:
    """Publish a note. Uploads must be ready. Send an Idempotency-Key to be able to repeat the call safely."""
    asked = context(request)
    account = asked.require_account()
    given = publication(data)

    async def work(tx: Tx) -> NoteView:
        note = await notes.publish(tx, account, given)
        return await whole_notes.note(tx, asked.viewer, note.id)

    return await create(request, work)


@get("/notes/{note_id:str}", tags=["notes"])
async def read(request: Asked, note_id: InPath) -> NoteView:
    """A whole note."""
    asked = context(request)
    return await whole_notes.note(asked.db.read, asked.viewer, number(note_id))


@put("/notes/{note_id:str}", tags=["notes"])
async def edit(request: Asked, note_id: InPath, data: JSONBody[EditInput]) -> NoteView:
    """Replace everything about your note; what it said before is kept. Send the `version` that you read, and an edit
    that came in between is not lost."""
    asked = context(request)
    asked.require_account()
    given, identifier = publication(data), number(note_id)

    async def work(tx: Tx) -> None:
        permit = await permits.note_permit(tx, asked.viewer, identifier, Action.EDIT)
        await notes.edit(tx, permit, given, data.version or 0)

    await asked.db.write(work)
    return await whole_notes.note(asked.db.read, asked.viewer, identifier)


@delete("/notes/{note_id:str}", tags=["notes"])
async def remove(request: Asked, note_id: InPath) -> None:
    """Delete your note, its pictures and its versions, for good."""
    asked = context(request)
    asked.require_account()

    async def work(tx: Tx) -> None:
        await notes.delete(tx, await permits.note_permit(tx, asked.viewer, number(note_id), Action.DELETE))

    await asked.db.write(work)


@get("/notes/{note_id:str}/versions", tags=["notes"])
async def versions(request: Asked, note_id: InPath) -> Page[VersionView]:
    """What a note said before its edits, latest first, to those who could read it then."""
    asked = context(request)
    found = await whole_notes.versions(asked.db.read, asked.viewer, number(note_id))
    listed = [VersionView(item.version, item.title, item.text, clock.rfc3339(item.created_at)) for item in found]
    return page(listed, None)


handlers = [publish, read, edit, remove, versions]
