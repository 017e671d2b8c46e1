"""/v1/drafts: whatever there is so far, kept until it is published."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import JSONBody

from vermilion import notes
from vermilion.api.common import Asked, InPath, create, created, number, page
from vermilion.api.notes import publication
from vermilion.api.shapes import AttachedInput, DraftInput
from vermilion.cards.views import Page
from vermilion.edge import context
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.notes import Draft


class DraftView(msgspec.Struct, frozen=True):
    """A draft as it was last saved."""

    id: str
    content: DraftInput
    updated_at: str


@get("/drafts", tags=["drafts"])
async def listed(request: Asked) -> Page[DraftView]:
    """Your drafts, latest first."""
    asked = context(request)
    account = asked.require_account("read")
    return page([_view(draft) for draft in await notes.drafts(asked.db.read, account.id)], None)


@get("/drafts/{draft_id:str}", tags=["drafts"])
async def read(request: Asked, draft_id: InPath) -> DraftView:
    """One draft of yours."""
    asked = context(request)
    account = asked.require_account("read")
    return _view(await notes.draft_of(asked.db.read, account.id, number(draft_id)))


@post("/drafts", tags=["drafts"], responses=created(DraftView))
async def make(request: Asked, data: JSONBody[DraftInput]) -> Response[Any]:
    """Begin a draft."""
    account = context(request).require_account()

    async def work(tx: Tx) -> DraftView:
        return _view(await notes.save_draft(tx, account.id, publication(data)))

    return await create(request, work)


@put("/drafts/{draft_id:str}", tags=["drafts"])
async def save(request: Asked, draft_id: InPath, data: JSONBody[DraftInput]) -> DraftView:
    """Save the next state of a draft."""
    asked = context(request)
    account = asked.require_account()
    content, identifier = publication(data), number(draft_id)
    return _view(await asked.db.write(lambda tx: notes.save_draft(tx, account.id, content, identifier)))


@delete("/drafts/{draft_id:str}", tags=["drafts"])
async def remove(request: Asked, draft_id: InPath) -> None:
    """Throw a draft away; its uploads are swept unless something else shows them."""
    asked = context(request)
    account = asked.require_account()
    if not await asked.db.write(lambda tx: notes.delete_draft(tx, account.id, number(draft_id))):
        raise NotFound


def _view(draft: Draft) -> DraftView:
    content = draft.content
    return DraftView(
        str(draft.id),
        DraftInput(
            title=content.title,
            text=content.text,
            category=content.category,
            visibility=content.visibility,
            language=content.language,
            media=[AttachedInput(id=str(item.media_id), alt=item.alt) for item in content.media],
            cover_id=str(content.cover_id) if content.cover_id else None,
            wants_correction=content.wants_correction,
        ),
        clock.rfc3339(draft.updated_at),
    )


handlers = [listed, read, make, save, remove]
