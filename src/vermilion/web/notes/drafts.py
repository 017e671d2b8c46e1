"""/drafts: what was begun."""

from __future__ import annotations

import msgspec
from litestar import get, post

from vermilion import notes
from vermilion.cards import pictures
from vermilion.cards.views import PictureView
from vermilion.edge.frame import page
from vermilion.infra import clock
from vermilion.infra.errors import NotFound
from vermilion.web.common import Asked, InPath, Page, done, number, signed_in


class DraftView(msgspec.Struct, frozen=True):
    id: str
    title: str
    text: str
    language: str
    picture: PictureView | None
    pictures: int
    updated_at: str


@get("/drafts")
async def listed(request: Asked) -> Page:
    asked = signed_in(request)
    kept = await notes.drafts(asked.db.read, asked.viewer.id)
    firsts = {draft.id: draft.content.media[0].media_id for draft in kept if draft.content.media}
    loaded = await pictures.load(asked.db.read, firsts.values())
    mine = {item.id: item for item in loaded.values() if item.owner_id == asked.viewer.id}  # a draft may name any id
    views = [
        DraftView(
            id=str(draft.id),
            title=draft.content.title,
            text=draft.content.text,
            language=draft.content.language or "",
            picture=pictures.picture(mine, firsts[draft.id]) if draft.id in firsts else None,
            pictures=len(draft.content.media),
            updated_at=clock.rfc3339(draft.updated_at),
        )
        for draft in kept
    ]
    return await page(request, "notes/drafts.html", nav="publish", drafts=views)


@post("/drafts/{draft_id:str}/delete")
async def delete(request: Asked, draft_id: InPath) -> Page:
    asked = signed_in(request)
    account = asked.require_account()
    if not await asked.db.write(lambda tx: notes.delete_draft(tx, account.id, number(draft_id))):
        raise NotFound
    return await done(request, "deleted", "/drafts")


handlers = [listed, delete]
