"""/forgotten, /reset/{code} and /confirm/{code}: links that came by mail."""

from __future__ import annotations

from litestar import get, post

from vermilion import accounts
from vermilion.edge import context
from vermilion.edge.frame import flash, page
from vermilion.edge.limits import MAIL
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.web.common import Asked, InPath, Page, go
from vermilion.web.forms import REFUSALS, form, wrong


@get("/forgotten")
async def forgotten_form(request: Asked) -> Page:
    return await _forgotten(request)


@post("/forgotten")
async def forgotten(request: Asked) -> Page:
    """The answer is the same whether somebody has the address or not."""
    asked, given = context(request), await form(request)

    async def work(tx: Tx) -> None:
        asked_for = await accounts.ask_for_reset(tx, given.text("email"))
        if asked_for:
            await accounts.mail_code(tx, "reset", *asked_for, asked.locale.tag)

    try:
        asked.house.limits.take(MAIL, asked.network)
        asked.house.limits.take(MAIL, given.text("email").strip().casefold()[:254])  # nobody's mailbox is flooded
    except REFUSALS as problem:
        return await _forgotten(request, status=429, values=given.values("email"), errors=wrong(asked, problem))
    await asked.db.write(work)
    return await _forgotten(request, sent=True)


@get("/reset/{code:str}")
async def reset_form(request: Asked, code: InPath) -> Page:
    if not await accounts.reset_code_holds(context(request).db.read, code):
        return await _dead(request, "/forgotten")
    return await page(request, "accounts/reset.html", values={}, errors={}, code=code)


@post("/reset/{code:str}")
async def reset(request: Asked, code: InPath) -> Page:
    asked, given = context(request), await form(request)
    try:
        password_hash = await accounts.hash_password(given.text("password"))
        await asked.db.write(lambda tx: accounts.reset_password(tx, code, password_hash))
    except NotFound:
        return await _dead(request, "/forgotten")
    except REFUSALS as problem:
        errors = wrong(asked, problem)
        return await page(request, "accounts/reset.html", status=422, values={}, errors=errors, code=code)
    asked.sign_out()
    flash(asked, "password_changed")
    return go("/sign-in")


@get("/confirm/{code:str}")
async def confirm_form(request: Asked, code: InPath) -> Page:
    if not await accounts.email_code_holds(context(request).db.read, code):
        return await _dead(request, "/settings/account")
    return await page(request, "accounts/confirm.html", errors={}, code=code)


@post("/confirm/{code:str}")
async def confirm(request: Asked, code: InPath) -> Page:
    asked = context(request)
    try:
        await asked.db.write(lambda tx: accounts.confirm_email(tx, code))
    except NotFound:
        return await _dead(request, "/settings/account")
    except REFUSALS as problem:
        errors = {"": "".join(wrong(asked, problem).values())}
        return await page(request, "accounts/confirm.html", status=422, errors=errors, code=code)
    flash(asked, "email_confirmed")
    return go("/settings/account" if asked.signed else "/sign-in")


async def _forgotten(
    request: Asked,
    *,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    sent: bool = False,
) -> Page:
    """A house without a mail server says so and whom to ask instead; `vermilion user reset-password` helps them."""
    asked = context(request)
    if not asked.house.settings.smtp_url:
        return await page(request, "accounts/no_mail.html", status=status, owners=await accounts.owners(asked.db.read))
    return await page(
        request, "accounts/forgotten.html", status=status, values=values or {}, errors=errors or {}, sent=sent
    )


async def _dead(request: Asked, anew: str) -> Page:
    """A link that was used or is too old, and `anew`, where one asks for another."""
    return await page(request, "accounts/dead_link.html", status=404, anew=anew)


handlers = [forgotten_form, forgotten, reset_form, reset, confirm_form, confirm]
