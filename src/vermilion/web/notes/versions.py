"""/notes/{id}/versions: what an edited note said before, with what each edit changed."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import msgspec
from litestar import get

from vermilion.cards import whole_notes
from vermilion.cards.contributions import differences
from vermilion.contributions import Change
from vermilion.edge import context
from vermilion.edge.frame import page
from vermilion.infra import clock
from vermilion.web.common import Asked, InPath, Page, number


class Edit(msgspec.Struct, frozen=True):
    """What an edit at a time (RFC 3339) changed."""

    at: str
    title: list[Change]
    text: list[Change]


@get("/notes/{note_id:str}/versions")
async def versions(request: Asked, note_id: InPath) -> Page:
    """To those who could read it then; of what they could not, nothing is told."""
    asked = context(request)
    note = await whole_notes.note(asked.db.read, asked.viewer, number(note_id), asked.locale.tag)
    earlier = await whole_notes.versions(asked.db.read, asked.viewer, number(note_id))
    said = [(note.edited_at or note.created_at, note.title, note.text)]
    said += [(clock.rfc3339(one.created_at), one.title, one.text) for one in earlier]
    edits = await asyncio.to_thread(_edits, said)
    return await page(request, "notes/versions.html", note=note, edits=edits)


def _edits(said: list[tuple[str, str, str]]) -> list[Edit]:
    """Of texts with their times, latest first; edits that changed no word are left out."""
    made = [
        Edit(at, differences(old_title, title), differences(old_text, text))
        for (at, title, text), (_, old_title, old_text) in pairwise(said)
    ]
    return [edit for edit in made if any(change.kind != "same" for change in edit.title + edit.text)]


handlers = [versions]
