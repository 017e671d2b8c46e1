"""A correction is taken over, declined, thanked for, taken back; a moderator erases one and says why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import get, post

from vermilion import contributions
from vermilion.audience import Action, Permit
from vermilion.cards import corrections as cards
from vermilion.cards.contribution_views import CorrectionView
from vermilion.edge import Context
from vermilion.edge.frame import page
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.web.common import Asked, InPath, Page, done, number, signed_in
from vermilion.web.forms import REFUSALS, form, wrong

Verb = Callable[[Tx, Permit, int], Awaitable[object]]


@post("/corrections/{correction_id:str}/accept")
async def accept(request: Asked, correction_id: InPath) -> Page:
    return await _settle(request, number(correction_id), contributions.accept_correction, "accepted")


@post("/corrections/{correction_id:str}/decline")
async def decline(request: Asked, correction_id: InPath) -> Page:
    return await _settle(request, number(correction_id), contributions.decline_correction, "left_alone")


@post("/corrections/{correction_id:str}/thank")
async def thank(request: Asked, correction_id: InPath) -> Page:
    return await _settle(request, number(correction_id), contributions.thank, "thanked")


@get("/corrections/{correction_id:str}/withdraw")
async def ask_to_withdraw(request: Asked, correction_id: InPath) -> Page:
    view = await _view(signed_in(request), number(correction_id))
    if "withdraw" not in view.may:
        raise NotFound
    action = f"/corrections/{view.id}/withdraw"
    return await page(request, "contributions/withdraw.html", action=action, back=view.about.url, view=view)


@post("/corrections/{correction_id:str}/withdraw")
async def withdraw(request: Asked, correction_id: InPath) -> Page:
    asked, identifier = signed_in(request), number(correction_id)
    account, view = asked.require_account(), await _view(asked, identifier)
    await asked.db.write(lambda tx: contributions.withdraw_correction(tx, account.id, identifier))
    return await done(request, "deleted", view.about.url)


@get("/corrections/{correction_id:str}/moderate")
async def moderate_form(request: Asked, correction_id: InPath) -> Page:
    return await _moderate_form(request, number(correction_id), {"do": "remove", "reason": ""}, {})


@post("/corrections/{correction_id:str}/moderate")
async def moderate(request: Asked, correction_id: InPath) -> Page:
    asked, identifier, given = signed_in(request), number(correction_id), await form(request)
    view = await _view(asked, identifier)

    async def work(tx: Tx) -> None:
        permit = await cards.permit(tx, asked.viewer, identifier, Action.MODERATE)
        await contributions.remove_correction(tx, permit, identifier, given.text("reason"))

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        return await _moderate_form(request, identifier, given.values("do", "reason"), wrong(asked, problem))
    return await done(request, "deleted", view.about.url)


async def _settle(request: Asked, identifier: int, verb: Verb, said: str) -> Page:
    asked = signed_in(request)
    view = await _view(asked, identifier)

    async def work(tx: Tx) -> None:
        await verb(tx, await cards.permit(tx, asked.viewer, identifier, Action.EDIT), identifier)

    await asked.db.write(work)
    return await done(request, said, view.about.url)


async def _moderate_form(request: Asked, identifier: int, values: dict[str, str], errors: dict[str, str]) -> Page:
    view = await _view(signed_in(request), identifier)
    if "remove" not in view.may:
        raise NotFound
    return await page(
        request,
        "contributions/moderate.html",
        status=422 if errors else 200,
        action=f"/corrections/{view.id}/moderate",
        back=view.about.url,
        decisions=["remove"],
        view=view,
        values=values,
        errors=errors,
    )


async def _view(asked: Context, identifier: int) -> CorrectionView:
    found = (await cards.by_ids(asked.db.read, asked.viewer, [identifier])).get(identifier)
    if found is None:
        raise NotFound
    return found


handlers = [accept, decline, thank, ask_to_withdraw, withdraw, moderate_form, moderate]
