"""Likes, collects and shares of notes and likes of comments, as resources of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from litestar import Response, delete, post, put
from litestar.params import JSONBody

from vermilion import collections, counters, reactions
from vermilion.api.common import Asked, InPath, create, created, number
from vermilion.api.shapes import CollectInput, Mark, ShareInput
from vermilion.audience import Action, Permit
from vermilion.cards import liking, permits
from vermilion.edge import Context, context
from vermilion.edge.express import Answer
from vermilion.infra.db import Tx
from vermilion.infra.subject import COMMENT, NOTE

Verb = Callable[[Tx, Permit], Awaitable[object]]


@put("/notes/{note_id:str}/like", tags=["notes"])
async def like(request: Asked, note_id: InPath) -> Mark:
    """Like a note; once is enough."""
    return await _liked(context(request), note_id)


@delete("/notes/{note_id:str}/like", tags=["notes"], status_code=200)
async def unlike(request: Asked, note_id: InPath) -> Mark:
    """Take your like back."""
    return await _mark(request, NOTE, note_id, Action.LIKE, "likes", reactions.unlike, on=False)


@put("/comments/{comment_id:str}/like", tags=["comments"])
async def like_comment(request: Asked, comment_id: InPath) -> Mark:
    """Like a comment."""
    return await _mark(request, COMMENT, comment_id, Action.LIKE, "likes", reactions.like)


@delete("/comments/{comment_id:str}/like", tags=["comments"], status_code=200)
async def unlike_comment(request: Asked, comment_id: InPath) -> Mark:
    """Take your like of a comment back."""
    return await _mark(request, COMMENT, comment_id, Action.LIKE, "likes", reactions.unlike, on=False)


@put("/notes/{note_id:str}/collect", tags=["notes"])
async def collect(request: Asked, note_id: InPath, data: JSONBody[CollectInput | None] = None) -> Mark:
    """Save a note into a collection of yours; without one, into the default."""
    chosen = number(data.collection_id) if data and data.collection_id else None

    async def save(tx: Tx, permit: Permit) -> None:
        await collections.save(tx, permit, chosen)

    return await _mark(request, NOTE, note_id, Action.COLLECT, "collects", save)


@delete("/notes/{note_id:str}/collect", tags=["notes"], status_code=200)
async def uncollect(request: Asked, note_id: InPath) -> Mark:
    """Take a note out of all your collections."""

    async def drop(tx: Tx, permit: Permit) -> None:
        await collections.remove(tx, permit, None)

    return await _mark(request, NOTE, note_id, Action.COLLECT, "collects", drop, on=False)


@post("/notes/{note_id:str}/shares", tags=["notes"], responses=created(Mark))
async def share(request: Asked, note_id: InPath, data: JSONBody[ShareInput]) -> Response[Any]:
    """Record that a note was shared; visitors may, too."""
    asked = context(request)
    identifier = number(note_id)

    async def work(tx: Tx) -> Mark:
        permit = await permits.note_permit(tx, asked.viewer, identifier, Action.SHARE)
        await reactions.share(tx, permit, data.channel)
        return Mark(True, await counters.number(tx, NOTE, identifier, "shares"))

    return await create(request, work)


async def _mark(
    request: Asked, kind: str, text: str, action: Action, column: str, verb: Verb, *, on: bool = True
) -> Mark:
    asked = context(request)
    asked.require_account()
    identifier = number(text)
    decide = permits.note_permit if kind == NOTE else permits.comment_permit

    async def work(tx: Tx) -> int:
        await verb(tx, await decide(tx, asked.viewer, identifier, action))
        return await counters.number(tx, kind, identifier, column)

    return Mark(on, await asked.db.write(work))


async def _liked(asked: Context, note_id: str) -> Mark:
    asked.require_account()
    return Mark(True, await asked.db.write_together(liking.like_notes, (asked.viewer, number(note_id))))


async def like_at_once(asked: Context, scope: Any) -> Answer | None:
    """PUT /v1/notes/{id}/like without the framework; the same as `like`."""
    place, _, _ = scope["path"].removeprefix("/v1/notes/").partition("/")
    if scope["path"] != f"/v1/notes/{place}/like" or not asked.by_token:
        return None
    return Answer(msgspec.json.encode(await _liked(asked, place)))


handlers = [like, unlike, like_comment, unlike_comment, collect, uncollect, share]
