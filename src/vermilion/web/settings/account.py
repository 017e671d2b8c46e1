"""/settings/account: e-mail, password, leaving."""

from __future__ import annotations

from litestar import get, post

from vermilion import accounts
from vermilion.cards import appeals
from vermilion.edge import Context
from vermilion.edge.frame import flash, page
from vermilion.edge.limits import MAIL, SIGN_IN
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Invalid
from vermilion.infra.subject import ACCOUNT
from vermilion.web.common import Asked, Page, go, signed_in
from vermilion.web.forms import REFUSALS, form, wrong


@get("/settings/account")
async def account_form(request: Asked) -> Page:
    return await _account(request, {}, {})


@post("/settings/email")
async def change_email(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)

    async def work(tx: Tx) -> None:
        address, code = await accounts.ask_for_email_change(tx, account.id, given.text("email"))
        await accounts.mail_code(tx, "confirm", address, code, account.locale)

    try:
        await _prove(asked, given.text("email_password"), "email_password")
        asked.house.limits.take(MAIL, str(account.id))
        await asked.db.write(work)
    except REFUSALS as problem:
        return await _account(request, given.values("email"), wrong(asked, problem))
    flash(asked, "mail_sent" if asked.house.settings.smtp_url else "mail_kept")
    return go("/settings/account")


@post("/settings/password")
async def change_password(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)
    here = asked.signed.session_id if asked.signed else 0
    try:
        await _prove(asked, given.text("current"), "current")
        fresh = await accounts.hash_password(given.text("password"))
        await asked.db.write(lambda tx: accounts.change_password(tx, account.id, fresh, here))
    except REFUSALS as problem:
        return await _account(request, {}, wrong(asked, problem))
    flash(asked, "password_changed")
    return go("/settings/account")


@post("/settings/delete")
async def leave(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)
    try:
        await _prove(asked, given.text("confirm_password"), "confirm_password")
    except REFUSALS as problem:
        return await _account(request, {}, wrong(asked, problem))
    grace = asked.house.settings.closing_days * clock.DAY
    await asked.db.write(lambda tx: accounts.ask_to_close(tx, account.id, grace))
    asked.sign_out()
    flash(asked, "closing")
    return go("/")


async def _prove(asked: Context, password: str, field: str) -> None:
    """What cannot be undone by whoever finds the screen open asks for the password again."""
    account = asked.require_account()
    asked.house.limits.take(SIGN_IN, str(account.id))
    stored = await accounts.password_hash_of(asked.db.read, account.id)
    if not await accounts.check_password(stored, password):
        raise Invalid("wrong_password", "This is not your password.", field=field)


async def _account(request: Asked, values: dict[str, str], errors: dict[str, str]) -> Page:
    asked = signed_in(request)
    email, confirmed = await accounts.email_of(asked.db.read, asked.viewer.id)
    here = asked.viewer.id
    mails = bool(asked.house.settings.smtp_url)  # without a mail server links stay in the data folder
    suspended = await appeals.of_own(asked.db.read, ACCOUNT, [here] if asked.viewer.state == "suspended" else [])
    return await page(
        request,
        "settings/account.html",
        nav="settings",
        status=422 if errors else 200,
        tab="account",
        values=values,
        errors=errors,
        email=email,
        confirmed=confirmed,
        mails=mails,
        owners=[] if mails else await accounts.owners(asked.db.read),
        suspended=suspended.get(here),
        closing_days=asked.house.settings.closing_days,
    )


handlers = [account_form, change_email, change_password, leave]
