"""/v1/notes/{id}/comments and /v1/comments"""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, delete, get, post, put
from litestar.params import JSONBody, QueryParameter

from vermilion import comments
from vermilion.api.common import PAGE, Asked, CursorText, InPath, Limit, create, created, number, page
from vermilion.api.shapes import CommentInput
from vermilion.audience import Action, Permit
from vermilion.cards import comments as cards
from vermilion.cards import permits
from vermilion.cards.views import CommentView, Page
from vermilion.edge import Context, context, decode_cursor
from vermilion.infra.db import Tx
from vermilion.infra.paging import Cursor


@get("/notes/{note_id:str}/comments", tags=["comments"])
async def listed(
    request: Asked,
    note_id: InPath,
    limit: Limit = PAGE,
    sort: Annotated[str, QueryParameter(max_length=10, description="hot or new", required=False)] = "hot",
    cursor: CursorText = None,
) -> Page[CommentView]:
    """First-level comments, pinned ones first, each with its first replies."""
    asked = context(request)
    place = decode_cursor(cursor, Cursor)
    found = await cards.page(asked.db.read, asked.viewer, number(note_id), sort, place, limit)
    return page(found.items, found.next)


@get("/comments/{comment_id:str}/replies", tags=["comments"])
async def replies(
    request: Asked, comment_id: InPath, limit: Limit = PAGE, cursor: CursorText = None
) -> Page[CommentView]:
    """All replies under a first-level comment, oldest first."""
    asked = context(request)
    place = decode_cursor(cursor, Cursor)
    found = await cards.replies(asked.db.read, asked.viewer, number(comment_id), place, limit)
    return page(found.items, found.next)


@post("/notes/{note_id:str}/comments", tags=["comments"], responses=created(CommentView))
async def write(request: Asked, note_id: InPath, data: JSONBody[CommentInput]) -> Response[Any]:
    """Comment on a note."""
    asked = context(request)
    asked.require_account()

    async def permit(tx: Tx) -> Permit:
        return await permits.note_permit(tx, asked.viewer, number(note_id), Action.COMMENT)

    return await _write(request, asked, data, permit)


@post("/comments/{comment_id:str}/replies", tags=["comments"], responses=created(CommentView))
async def reply(request: Asked, comment_id: InPath, data: JSONBody[CommentInput]) -> Response[Any]:
    """Answer a comment; an answer to a reply stands under the same first-level comment."""
    asked = context(request)
    asked.require_account()

    async def permit(tx: Tx) -> Permit:
        return await permits.comment_permit(tx, asked.viewer, number(comment_id), Action.COMMENT)

    return await _write(request, asked, data, permit)


@put("/comments/{comment_id:str}", tags=["comments"])
async def edit(request: Asked, comment_id: InPath, data: JSONBody[CommentInput]) -> CommentView:
    """Change your comment; it will say that it was edited."""
    asked = context(request)
    asked.require_account()
    identifier = number(comment_id)

    async def work(tx: Tx) -> None:
        permit = await permits.comment_permit(tx, asked.viewer, identifier, Action.EDIT)
        await comments.edit(tx, permit, given(data, asked))

    await asked.db.write(work)
    return (await cards.by_ids(asked.db.read, asked.viewer, [identifier]))[identifier]


@delete("/comments/{comment_id:str}", tags=["comments"])
async def remove(request: Asked, comment_id: InPath) -> None:
    """Delete your comment, or one under your note."""
    await _do(request, comment_id, Action.DELETE, comments.delete)


@put("/comments/{comment_id:str}/pin", tags=["comments"], status_code=204)
async def pin(request: Asked, comment_id: InPath) -> None:
    """Pin a comment under your note, three at most."""
    await _do(request, comment_id, Action.PIN, comments.pin)


@delete("/comments/{comment_id:str}/pin", tags=["comments"])
async def unpin(request: Asked, comment_id: InPath) -> None:
    """Let a pinned comment go back to its place."""
    await _do(request, comment_id, Action.PIN, comments.unpin)


def given(data: CommentInput, asked: Context) -> comments.NewComment:
    """The room's form of what was sent."""
    return comments.NewComment(
        text=data.text,
        media_id=number(data.media_id) if data.media_id else None,
        region=asked.account.region if asked.account else "",
        wants_correction=data.wants_correction,
    )


async def _write(request: Asked, asked: Context, data: CommentInput, permit: Any) -> Response[Any]:
    async def work(tx: Tx) -> CommentView:
        comment = await comments.write(tx, await permit(tx), given(data, asked))
        return (await cards.by_ids(tx, asked.viewer, [comment.id]))[comment.id]

    return await create(request, work)


async def _do(request: Asked, comment_id: str, action: Action, verb: Any) -> None:
    asked = context(request)
    asked.require_account()

    async def work(tx: Tx) -> None:
        await verb(tx, await permits.comment_permit(tx, asked.viewer, number(comment_id), action))

    await asked.db.write(work)


handlers = [listed, replies, write, reply, edit, remove, pin, unpin]
