"""/notes/{id}: a note as a page, as a dialog over a feed, and its two questions (delete, share)."""

from __future__ import annotations

from litestar import get, post

from vermilion import notes
from vermilion.audience import Action
from vermilion.cards import comments as comment_cards
from vermilion.cards import permits, whole_notes
from vermilion.cards.views import CommentView
from vermilion.cards.views import Page as PageView
from vermilion.edge import context
from vermilion.edge.frame import page, wanted
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.web.common import PAGE, Asked, InPath, Page, done, following_page, number, query, signed_in


@get("/notes/{note_id:str}")
async def read(request: Asked, note_id: InPath) -> Page:
    asked = context(request)
    identifier = number(note_id)
    note = await whole_notes.note(asked.db.read, asked.viewer, identifier)
    found = await comment_cards.page(asked.db.read, asked.viewer, identifier, "hot", None, PAGE)
    template = "notes/dialog.html" if wanted(request) == "note-dialog" else "notes/page.html"
    return await page(
        request,
        template,
        nav="explore",
        note=note,
        comments=PageView(items=found.items, next=None),
        comments_next=following_page(f"{note.url}/comments", found.next, sort="hot"),
        sort="hot",
        reply=await _answered(request),
        typed="",
    )


@get("/notes/{note_id:str}/delete")
async def ask_to_delete(request: Asked, note_id: InPath) -> Page:
    asked = signed_in(request)
    await permits.note_permit(asked.db.read, asked.viewer, number(note_id), Action.DELETE)
    note = await whole_notes.note(asked.db.read, asked.viewer, number(note_id))
    return await page(request, "notes/delete.html", note=note)


@post("/notes/{note_id:str}/delete")
async def delete(request: Asked, note_id: InPath) -> Page:
    asked = signed_in(request)

    async def work(tx: Tx) -> None:
        await notes.delete(tx, await permits.note_permit(tx, asked.viewer, number(note_id), Action.DELETE))

    await asked.db.write(work)
    account = asked.require_account()
    return await done(request, "deleted", f"/people/{account.handle}")


@get("/notes/{note_id:str}/share")
async def share(request: Asked, note_id: InPath) -> Page:
    asked = context(request)
    note = await whole_notes.note(asked.db.read, asked.viewer, number(note_id))
    return await page(request, "notes/share.html", note=note)


async def _answered(request: Asked) -> CommentView | None:
    """The comment that `?reply=` speaks of, for those without scripts."""
    asked = context(request)
    comment_id = ids.parse(query(request, "reply", 20))
    if comment_id is None:
        return None
    return (await comment_cards.by_ids(asked.db.read, asked.viewer, [comment_id])).get(comment_id)


handlers = [read, ask_to_delete, delete, share]
