"""/sign-in and /sign-out."""

from __future__ import annotations

from litestar import get, post

from vermilion import accounts
from vermilion.accounts import Login
from vermilion.edge import Context, context
from vermilion.edge.frame import flash, page
from vermilion.edge.limits import SIGN_IN
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.web.common import Asked, Page, go, inner, query
from vermilion.web.forms import REFUSALS, form, wrong


@get("/sign-in")
async def sign_in_form(request: Asked) -> Page:
    asked = context(request)
    onward = inner(query(request, "next"))
    if asked.signed:
        return go(onward)
    values = {"login": query(request, "login", 254)}
    return await page(request, "accounts/sign_in.html", values=values, errors={}, next=onward)


@post("/sign-in")
async def sign_in(request: Asked) -> Page:
    asked, given = context(request), await form(request)
    onward = inner(given.text("next"))
    errors: dict[str, str] = {}
    try:
        asked.house.limits.take(SIGN_IN, asked.network)
        login = await accounts.login_of(asked.db.read, given.text("login"))
        fits = await accounts.check_password(login.password_hash if login else None, given.text("password"))
        if login and fits and await _enter(request, login):
            if login.state == "suspended":
                flash(asked, "suspended")
            return go(onward)
        errors = {"": asked.locale.gettext("The name or the password is not right.")}
    except REFUSALS as problem:
        errors = wrong(asked, problem)
    values = given.values("login")
    return await page(request, "accounts/sign_in.html", status=422, values=values, errors=errors, next=onward)


@post("/sign-out")
async def sign_out(request: Asked) -> Page:
    asked = context(request)
    signed = asked.signed
    if signed and signed.session_id:
        await asked.db.write(lambda tx: accounts.close_session(tx, signed.account.id, signed.session_id))
    asked.sign_out()
    return go("/")


async def _enter(request: Asked, login: Login) -> bool:
    """Open a sign-in and answer with its cookie; one that this browser had before ends. False if the password was
    changed meanwhile."""
    asked = context(request)
    before = asked.signed

    async def work(tx: Tx) -> str | None:
        if not await accounts.still_fits(tx, login):
            return None
        if login.closes_at is not None:
            await accounts.reopen(tx, login.account_id)
        if before:
            await accounts.close_session(tx, before.account.id, before.session_id)
        return await open_session(tx, request, asked, login.account_id)

    token = await asked.db.write(work)
    if token is None:
        return False
    asked.sign_in(token)
    if login.closes_at is not None:
        flash(asked, "back")
    return True


async def open_session(tx: Tx, request: Asked, asked: Context, account_id: int) -> str:
    lifetime = asked.house.settings.session_days * clock.DAY
    return await accounts.open_session(tx, account_id, request.headers.get("user-agent", ""), asked.network, lifetime)


handlers = [sign_in_form, sign_in, sign_out]
