"""/v1/…/corrections and /v1/corrections: red ink in texts whose authors asked for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import JSONBody

from vermilion import contributions
from vermilion.api.common import Asked, InPath, create, created, number, page
from vermilion.api.contributions import Why
from vermilion.api.shapes import CorrectionInput, NoteCorrectionInput
from vermilion.audience import Action, Permit
from vermilion.cards import corrections as cards
from vermilion.cards import permits
from vermilion.cards.contribution_views import CorrectionView
from vermilion.cards.views import Page
from vermilion.contributions import NewCorrection
from vermilion.edge import Context, context
from vermilion.infra.db import Tx
from vermilion.infra.subject import COMMENT, NOTE

Verb = Callable[[Tx, Permit, int], Awaitable[object]]


@get("/notes/{note_id:str}/corrections", tags=["contributions"])
async def of_note(request: Asked, note_id: InPath) -> Page[CorrectionView]:
    """Corrections of a note, latest first, as far as you may see them: its author sees all."""
    return await _of(context(request), NOTE, note_id)


@get("/comments/{comment_id:str}/corrections", tags=["contributions"])
async def of_comment(request: Asked, comment_id: InPath) -> Page[CorrectionView]:
    """Corrections of a comment."""
    return await _of(context(request), COMMENT, comment_id)


@post("/notes/{note_id:str}/corrections", tags=["contributions"], responses=created(CorrectionView))
async def correct_note(request: Asked, note_id: InPath, data: JSONBody[NoteCorrectionInput]) -> Response[Any]:
    """Correct a note whose author asks for it, or say that it is right; it takes the place of your open one."""
    return await _correct(request, NOTE, note_id, data)


@post("/comments/{comment_id:str}/corrections", tags=["contributions"], responses=created(CorrectionView))
async def correct_comment(request: Asked, comment_id: InPath, data: JSONBody[CorrectionInput]) -> Response[Any]:
    """Correct a comment whose author asks for it."""
    return await _correct(request, COMMENT, comment_id, data)


@get("/corrections/{correction_id:str}", tags=["contributions"])
async def read(request: Asked, correction_id: InPath) -> CorrectionView:
    """One correction with what it changes."""
    asked = context(request)
    return await cards.one(asked.db.read, asked.viewer, number(correction_id))


@delete("/corrections/{correction_id:str}", tags=["contributions"])
async def withdraw(request: Asked, correction_id: InPath, reason: Why = "") -> None:
    """Take your correction back; moderators remove anybody's, for a `reason`."""
    asked, identifier = context(request), number(correction_id)
    account = asked.require_account()

    async def work(tx: Tx) -> None:
        found = (await contributions.corrections_by_ids(tx, [identifier])).get(identifier)
        if found is not None and found.corrector_id == account.id:
            await contributions.withdraw_correction(tx, account.id, identifier)
        else:
            permit = await cards.permit(tx, asked.viewer, identifier, Action.MODERATE)
            asked.require_account("desk")
            await contributions.remove_correction(tx, permit, identifier, reason)

    await asked.db.write(work)


@put("/corrections/{correction_id:str}/acceptance", tags=["contributions"])
async def accept(request: Asked, correction_id: InPath) -> CorrectionView:
    """Take a correction over into your text, as an edit of yours."""
    return await _decide(context(request), correction_id, contributions.accept_correction)


@delete("/corrections/{correction_id:str}/acceptance", tags=["contributions"], status_code=200)
async def decline(request: Asked, correction_id: InPath) -> CorrectionView:
    """Leave your text as it is."""
    return await _decide(context(request), correction_id, contributions.decline_correction)


@put("/corrections/{correction_id:str}/thanks", tags=["contributions"])
async def thank(request: Asked, correction_id: InPath) -> CorrectionView:
    """Say thanks for a correction of your text, whatever became of it."""
    return await _decide(context(request), correction_id, contributions.thank)


async def _of(asked: Context, kind: str, identifier: str) -> Page[CorrectionView]:
    return page(await cards.of_text(asked.db.read, asked.viewer, kind, number(identifier)), None)


async def _correct(request: Asked, kind: str, identifier: str, data: CorrectionInput) -> Response[Any]:
    asked, about = context(request), number(identifier)
    asked.require_account()
    given = NewCorrection(**msgspec.structs.asdict(data))

    async def work(tx: Tx) -> CorrectionView:
        permit = await permits.permit_of(tx, asked.viewer, kind, about, Action.CORRECT)
        made = await contributions.correct(tx, permit, given)
        return (await cards.by_ids(tx, asked.viewer, [made.id]))[made.id]

    return await create(request, work)


async def _decide(asked: Context, correction_id: str, verb: Verb) -> CorrectionView:
    asked.require_account()
    identifier = number(correction_id)

    async def work(tx: Tx) -> None:
        await verb(tx, await cards.permit(tx, asked.viewer, identifier, Action.EDIT), identifier)

    await asked.db.write(work)
    return await cards.one(asked.db.read, asked.viewer, identifier)


handlers = [
    of_note,
    of_comment,
    correct_note,
    correct_comment,
    read,
    withdraw,
    accept,
    decline,
    thank,
]
