"""/notes/{id}: a note as a page, as a dialog over a feed, and its two questions (delete, share)."""

from __future__ import annotations

from litestar import get, post

from vermilion import notes
from vermilion.audience import Action
from vermilion.cards import comments as comment_cards
from vermilion.cards import corrections, permits, whole_notes
from vermilion.cards.reading import OFFERED
from vermilion.cards.views import CommentView
from vermilion.cards.views import Page as PageView
from vermilion.edge import Context, context
from vermilion.edge.frame import page, wanted
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Problem
from vermilion.web.common import (
    PAGE,
    Asked,
    InPath,
    Page,
    done,
    following_page,
    number,
    query,
    signed_in,
    translated_here,
)
from vermilion.web.forms import wrong
from vermilion.web.reading.words import ask_ahead


@get("/notes/{note_id:str}")
async def read(request: Asked, note_id: InPath) -> Page:
    return await note_page(request, number(note_id), query(request, "reply", 20))


async def note_page(
    request: Asked, note_id: int, answered: str = "", typed: str = "", problem: Problem | None = None
) -> Page:
    """The note with its comments; `answered` is the comment that the box replies to. With a `problem`, what was
    `typed` stands in the box again and the problem above it."""
    asked = translated_here(request)
    tag = asked.locale.tag
    note = await whole_notes.note(asked.db.read, asked.viewer, note_id, tag)
    if asked.viewer.translate_into and note.translation_state == OFFERED:
        await ask_ahead(asked, note_id)
        note = await whole_notes.note(asked.db.read, asked.viewer, note_id, tag)
    found = await comment_cards.page(asked.db.read, asked.viewer, note_id, "hot", None, PAGE, tag)
    return await page(
        request,
        "notes/dialog.html" if wanted(request) == "note-dialog" else "notes/page.html",
        nav="explore",
        status=problem.status if problem else 200,
        note=note,
        comments=PageView(items=found.items, next=None),
        comments_next=following_page(f"{note.url}/comments", found.next, sort="hot"),
        red=await corrections.on_page(asked.db.read, asked.viewer, note, found.items),
        sort="hot",
        reply=await _answered(asked, answered),
        typed=typed,
        error="".join(wrong(asked, problem).values()) if problem else "",
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


async def _answered(asked: Context, text: str) -> CommentView | None:
    comment_id = ids.parse(text)
    if comment_id is None:
        return None
    return (await comment_cards.by_ids(asked.db.read, asked.viewer, [comment_id])).get(comment_id)


handlers = [read, ask_to_delete, delete, share]
