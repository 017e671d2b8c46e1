"""A translation is voted on, accepted or declined, taken back; moderators say why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import get, post

from vermilion import contributions
from vermilion.audience import Action, Permit
from vermilion.cards import contributions as cards
from vermilion.cards.contribution_views import AboutView, ContributedTranslationView
from vermilion.edge import Context
from vermilion.edge.frame import page
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.web.common import Asked, InPath, Page, done, go, number, signed_in
from vermilion.web.forms import REFUSALS, form, wrong

Decide = Callable[[Tx, Permit, int, str], Awaitable[object]]

DECISIONS: dict[str, Decide] = {
    "accept": contributions.accept,
    "decline": contributions.decline,
    "remove": contributions.remove,
}
SAID = {"accept": "accepted", "decline": "left_alone", "remove": "deleted"}


@post("/translations/{translation_id:str}/vote")
async def vote(request: Asked, translation_id: InPath) -> Page:
    """`value` is 1, -1, or 0 to take the vote back."""
    asked, identifier = signed_in(request), number(translation_id)
    value = {"1": 1, "-1": -1}.get((await form(request)).text("value"), 0)
    view = await _view(asked, identifier)

    async def work(tx: Tx) -> None:
        permit = await cards.permit(tx, asked.viewer, identifier, Action.TRANSLATE)
        await contributions.vote(tx, permit, identifier, value)

    await asked.db.write(work)
    return go(f"{page_of(view)}#translation-{view.id}")


@post("/translations/{translation_id:str}/accept")
async def accept(request: Asked, translation_id: InPath) -> Page:
    return await _decide(request, number(translation_id), "accept")


@post("/translations/{translation_id:str}/decline")
async def decline(request: Asked, translation_id: InPath) -> Page:
    return await _decide(request, number(translation_id), "decline")


@get("/translations/{translation_id:str}/withdraw")
async def ask_to_withdraw(request: Asked, translation_id: InPath) -> Page:
    asked = signed_in(request)
    view = await _view(asked, number(translation_id))
    if "withdraw" not in view.may:
        raise NotFound
    action = f"/translations/{view.id}/withdraw"
    return await page(request, "contributions/withdraw.html", action=action, back=page_of(view), view=view)


@post("/translations/{translation_id:str}/withdraw")
async def withdraw(request: Asked, translation_id: InPath) -> Page:
    asked, identifier = signed_in(request), number(translation_id)
    account, view = asked.require_account(), await _view(asked, identifier)
    await asked.db.write(lambda tx: contributions.withdraw(tx, account.id, identifier))
    return await done(request, "deleted", page_of(view))


@get("/translations/{translation_id:str}/moderate")
async def moderate_form(request: Asked, translation_id: InPath) -> Page:
    return await _moderate_form(request, number(translation_id), {"do": "", "reason": ""}, {})


@post("/translations/{translation_id:str}/moderate")
async def moderate(request: Asked, translation_id: InPath) -> Page:
    """`do` is accept, decline or remove; `reason` goes into the staff's log."""
    given = await form(request)
    do = given.text("do")
    if do not in DECISIONS:
        raise NotFound
    try:
        return await _decide(request, number(translation_id), do, given.text("reason"))
    except REFUSALS as problem:
        errors = wrong(signed_in(request), problem)
        return await _moderate_form(request, number(translation_id), given.values("do", "reason"), errors)


def page_of(view: ContributedTranslationView) -> str:
    """The page that a translation stands on."""
    return f"{url_of(view.about)}/translations?language={view.language}"


def url_of(about: AboutView) -> str:
    """What the pages of a note's or comment's contributions hang on."""
    return f"/{about.kind}s/{about.id}"


async def _decide(request: Asked, identifier: int, do: str, reason: str = "") -> Page:
    asked = signed_in(request)
    view = await _view(asked, identifier)

    async def work(tx: Tx) -> None:
        permit = await cards.permit_to_decide(tx, asked.viewer, identifier)
        await DECISIONS[do](tx, permit, identifier, reason)

    await asked.db.write(work)
    return await done(request, SAID[do], page_of(view))


async def _moderate_form(request: Asked, identifier: int, values: dict[str, str], errors: dict[str, str]) -> Page:
    asked = signed_in(request)
    view = await _view(asked, identifier)
    if "moderate" not in view.may:
        raise NotFound
    return await page(
        request,
        "contributions/moderate.html",
        status=422 if errors else 200,
        action=f"/translations/{view.id}/moderate",
        back=page_of(view),
        decisions=[do for do in DECISIONS if do in view.may],
        view=view,
        values=values,
        errors=errors,
    )


async def _view(asked: Context, identifier: int) -> ContributedTranslationView:
    found = (await cards.by_ids(asked.db.read, asked.viewer, [identifier])).get(identifier)
    if found is None:
        raise NotFound
    return found


handlers = [vote, accept, decline, ask_to_withdraw, withdraw, moderate_form, moderate]
