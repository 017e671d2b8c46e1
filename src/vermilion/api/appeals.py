"""/v1/notes/{id}/appeal, /v1/comments/{id}/appeal and /v1/me/appeal"""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import JSONBody
from msgspec import Meta

from vermilion import moderation
from vermilion.api.common import Asked, InPath, create, created, number
from vermilion.api.shapes import Input
from vermilion.audience import Action
from vermilion.cards import appeals, permits
from vermilion.cards.views import AppealView
from vermilion.edge import context
from vermilion.infra.db import Tx
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE


class AppealInput(Input, frozen=True, kw_only=True):
    """Why it should be looked at again, in at most 500 characters; may be empty."""

    details: Annotated[str, Meta(max_length=2000, examples=["It is my own shop, and the note says so."])] = ""


@get("/notes/{note_id:str}/appeal", tags=["appeals"])
async def of_note(request: Asked, note_id: InPath) -> AppealView:
    """How your removed note stands with a second look."""
    return await _read(request, NOTE, number(note_id))


@post("/notes/{note_id:str}/appeal", tags=["appeals"], responses=created(AppealView))
async def ask_for_note(request: Asked, note_id: InPath, data: JSONBody[AppealInput]) -> Response[Any]:
    """Ask for a second look at your removed note: once for each removal, within 30 days."""
    return await _ask(request, NOTE, number(note_id), data)


@get("/comments/{comment_id:str}/appeal", tags=["appeals"])
async def of_comment(request: Asked, comment_id: InPath) -> AppealView:
    """How your removed comment stands with a second look."""
    return await _read(request, COMMENT, number(comment_id))


@post("/comments/{comment_id:str}/appeal", tags=["appeals"], responses=created(AppealView))
async def ask_for_comment(request: Asked, comment_id: InPath, data: JSONBody[AppealInput]) -> Response[Any]:
    """Ask for a second look at your removed comment: once for each removal, within 30 days."""
    return await _ask(request, COMMENT, number(comment_id), data)


@get("/me/appeal", tags=["appeals"])
async def of_me(request: Asked) -> AppealView:
    """How your suspension stands with a second look."""
    return await _read(request, ACCOUNT, context(request).require_account("read").id)


@post("/me/appeal", tags=["appeals"], responses=created(AppealView))
async def ask_for_me(request: Asked, data: JSONBody[AppealInput]) -> Response[Any]:
    """Ask for a second look at your suspension: once for each, within 30 days."""
    return await _ask(request, ACCOUNT, context(request).require_account().id, data)


async def _read(request: Asked, kind: str, identifier: int) -> AppealView:
    asked = context(request)
    asked.require_account("read")
    return await appeals.appeal(asked.db.read, asked.viewer, kind, identifier)


async def _ask(request: Asked, kind: str, identifier: int, data: AppealInput) -> Response[Any]:
    asked = context(request)
    asked.require_account()

    async def work(tx: Tx) -> AppealView:
        permit = await permits.permit_of(tx, asked.viewer, kind, identifier, Action.APPEAL)
        await moderation.appeal(tx, permit, data.details)
        return await appeals.appeal(tx, asked.viewer, kind, identifier)

    return await create(request, work)


handlers = [of_note, ask_for_note, of_comment, ask_for_comment, of_me, ask_for_me]
