"""Saying something, changing it, taking it back, liking and pinning it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import get, post

from vermilion import comments, reactions
from vermilion.audience import Action, Permit
from vermilion.cards import comments as cards
from vermilion.cards import permits, whole_notes
from vermilion.cards.views import CommentView
from vermilion.comments import NewComment
from vermilion.edge import Context
from vermilion.edge.frame import page, wanted
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.web import uploading
from vermilion.web.common import Asked, InPath, Page, done, go, number, signed_in, toggled
from vermilion.web.forms import REFUSALS, Form, form, wrong
from vermilion.web.notes.pages import note_page

Verb = Callable[[Tx, Permit], Awaitable[object]]


@post("/notes/{note_id:str}/comments", request_max_body_size=uploading.LARGEST_PICTURE_FORM)
async def write(request: Asked, note_id: InPath) -> Page:
    """On the note, or with `parent_id` in answer to a comment."""
    asked = signed_in(request)
    given = await form(request)

    async def work(tx: Tx) -> int:
        if answered := given.text("parent_id"):
            permit = await permits.comment_permit(tx, asked.viewer, number(answered), Action.COMMENT)
        else:
            permit = await permits.note_permit(tx, asked.viewer, number(note_id), Action.COMMENT)
        return (await comments.write(tx, permit, fresh)).id

    try:
        fresh = await _given(asked, given)
        comment_id = await asked.db.write(work)
    except REFUSALS as problem:
        if wanted(request):
            raise
        return await note_page(request, number(note_id), given.text("parent_id"), given.text("text"), problem)
    if not wanted(request):
        return go(f"/notes/{note_id}#comment-{comment_id}")
    note = await whole_notes.note(asked.db.read, asked.viewer, number(note_id))
    return await page(request, "comments/one.html", note=note, view=await _one(asked, comment_id))


@get("/comments/{comment_id:str}/edit")
async def edit_form(request: Asked, comment_id: InPath) -> Page:
    asked = signed_in(request)
    await permits.comment_permit(asked.db.read, asked.viewer, number(comment_id), Action.EDIT)
    comment = await _one(asked, number(comment_id))
    values = {"text": comment.text, "wants_correction": comment.wants_correction}
    return await page(request, "comments/edit.html", comment=comment, values=values, errors={})


@post("/comments/{comment_id:str}/edit")
async def edit(request: Asked, comment_id: InPath) -> Page:
    asked = signed_in(request)
    given, comment = await form(request), await _one(asked, number(comment_id))

    async def work(tx: Tx) -> None:
        permit = await permits.comment_permit(tx, asked.viewer, number(comment_id), Action.EDIT)
        kept = (await comments.by_ids(tx, [number(comment_id)]))[number(comment_id)]
        wanted = given.text("wants_correction") == "1"
        fresh = NewComment(
            text=given.text("text"), media_id=kept.media_id, region=kept.region, wants_correction=wanted
        )
        await comments.edit(tx, permit, fresh)

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        errors, values = wrong(asked, problem), given.values("text", "wants_correction")
        return await page(request, "comments/edit.html", status=422, comment=comment, values=values, errors=errors)
    return await done(request, "saved", f"/notes/{comment.note_id}#comment-{comment_id}")


@get("/comments/{comment_id:str}/delete")
async def ask_to_delete(request: Asked, comment_id: InPath) -> Page:
    asked = signed_in(request)
    await permits.comment_permit(asked.db.read, asked.viewer, number(comment_id), Action.DELETE)
    return await page(request, "comments/delete.html", comment=await _one(asked, number(comment_id)))


@post("/comments/{comment_id:str}/delete")
async def delete(request: Asked, comment_id: InPath) -> Page:
    asked = signed_in(request)
    comment = await _one(asked, number(comment_id))
    await _do(asked, comment_id, Action.DELETE, comments.delete)
    return await done(request, "deleted", f"/notes/{comment.note_id}#comments")


@post("/comments/{comment_id:str}/like")
async def like(request: Asked, comment_id: InPath) -> Page:
    on = (await form(request)).text("on") == "1"
    return await _turn(request, comment_id, Action.LIKE, reactions.like if on else reactions.unlike)


@post("/comments/{comment_id:str}/pin")
async def pin(request: Asked, comment_id: InPath) -> Page:
    on = (await form(request)).text("on") == "1"
    return await _turn(request, comment_id, Action.PIN, comments.pin if on else comments.unpin)


async def _turn(request: Asked, comment_id: str, action: Action, verb: Verb) -> Page:
    asked = signed_in(request)
    await _do(asked, comment_id, action, verb)
    return toggled(request, f"/comments/{comment_id}/replies")


async def _do(asked: Context, comment_id: str, action: Action, verb: Verb) -> None:
    async def work(tx: Tx) -> None:
        await verb(tx, await permits.comment_permit(tx, asked.viewer, number(comment_id), action))

    await asked.db.write(work)


async def _one(asked: Context, comment_id: int) -> CommentView:
    found = (await cards.by_ids(asked.db.read, asked.viewer, [comment_id], asked.locale.tag)).get(comment_id)
    if found is None:
        raise NotFound
    return found


async def _given(asked: Context, given: Form) -> NewComment:
    pictures = given.files("picture")
    sent = await uploading.ready(asked, pictures[0], "comment") if pictures else None
    region = asked.account.region if asked.account else ""
    return NewComment(
        text=given.text("text"),
        media_id=sent.id if sent else None,
        region=region,
        wants_correction=given.text("wants_correction") == "1",
    )


handlers = [write, edit_form, edit, ask_to_delete, delete, like, pin]
