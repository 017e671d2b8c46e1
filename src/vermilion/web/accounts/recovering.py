"""/forgotten, /reset/{code} and /confirm/{code}: links that came by mail."""

from __future__ import annotations

from litestar import get, post

from vermilion import accounts
from vermilion.edge import context
from vermilion.edge.frame import flash, page
from vermilion.edge.limits import MAIL
from vermilion.infra.db import Tx
from vermilion.web.common import Asked, InPath, Page, go
from vermilion.web.forms import REFUSALS, form, wrong


@get("/forgotten")
async def forgotten_form(request: Asked) -> Page:
    return await page(request, "accounts/forgotten.html", values={}, errors={}, sent=False)


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
        values, errors = given.values("email"), wrong(asked, problem)
        return await page(request, "accounts/forgotten.html", status=429, values=values, errors=errors, sent=False)
    await asked.db.write(work)
    return await page(request, "accounts/forgotten.html", values={}, errors={}, sent=True)


@get("/reset/{code:str}")
async def reset_form(request: Asked, code: InPath) -> Page:
    return await page(request, "accounts/reset.html", values={}, errors={}, code=code)


@post("/reset/{code:str}")
async def reset(request: Asked, code: InPath) -> Page:
    asked, given = context(request), await form(request)
    try:
        password_hash = await accounts.hash_password(given.text("password"))
        await asked.db.write(lambda tx: accounts.reset_password(tx, code, password_hash))
    except REFUSALS as problem:
        errors = wrong(asked, problem)
        return await page(request, "accounts/reset.html", status=422, values={}, errors=errors, code=code)
    asked.sign_out()
    flash(asked, "password_changed")
    return go("/sign-in")


@get("/confirm/{code:str}")
async def confirm_form(request: Asked, code: InPath) -> Page:
    return await page(request, "accounts/confirm.html", errors={}, code=code)


@post("/confirm/{code:str}")
async def confirm(request: Asked, code: InPath) -> Page:
    asked = context(request)
    try:
        await asked.db.write(lambda tx: accounts.confirm_email(tx, code))
    except REFUSALS as problem:
        errors = {"": "".join(wrong(asked, problem).values())}
        return await page(request, "accounts/confirm.html", status=422, errors=errors, code=code)
    flash(asked, "email_confirmed")
    return go("/settings/account" if asked.signed else "/sign-in")


handlers = [forgotten_form, forgotten, reset_form, reset, confirm_form, confirm]
