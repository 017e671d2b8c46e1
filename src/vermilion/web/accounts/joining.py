"""/sign-up, and /set-up for the first owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import get, post

from vermilion import accounts
from vermilion.accounts import SignUp
from vermilion.edge import Context, context
from vermilion.edge.frame import flash, page
from vermilion.edge.languages import LANGUAGES
from vermilion.edge.limits import SIGN_UP
from vermilion.infra.db import Tx
from vermilion.infra.errors import Forbidden, NotFound
from vermilion.infra.text import handles
from vermilion.web import choices
from vermilion.web.accounts.entering import open_session
from vermilion.web.common import Asked, Page, go, inner, query
from vermilion.web.forms import REFUSALS, Form, form, wrong

FIELDS = ("name", "handle", "email", "region")


@get("/sign-up")
async def sign_up_form(request: Asked) -> Page:
    """`next` is where somebody was when they wanted to join; they come back to it."""
    asked, onward = context(request), inner(query(request, "next"))
    if asked.signed:
        return go(onward)
    _check_open(asked)
    accepted = asked.headers.get(b"accept-language", b"").decode("latin-1")
    values: dict[str, object] = dict.fromkeys(FIELDS, "")
    values |= {"languages": choices.read_languages(accepted), "region": choices.likely_region(accepted)}
    values |= {"translate": "1"}  # what most come for; the switch is in sight and may be turned off
    return await _form(request, "accounts/sign_up.html", values, {}, next=onward)


@post("/sign-up")
async def sign_up(request: Asked) -> Page:
    asked, given = context(request), await form(request)
    onward = inner(given.text("next"))
    _check_open(asked)
    languages = chosen_languages(given)
    try:
        asked.house.limits.take(SIGN_UP, asked.network)
        token = await _join(request, given, languages, "member")
    except REFUSALS as problem:
        values = {**given.values(*FIELDS, "translate"), "languages": languages}
        return await _form(request, "accounts/sign_up.html", values, wrong(asked, problem), next=onward)
    asked.sign_in(token)
    flash(asked, "welcome")
    return go(onward)


@get("/sign-up/handle")
async def handle(request: Asked) -> Page:
    """What a form would say of `?handle=`, for whoever is still typing it: free, or why not."""
    asked = context(request)
    if asked.house.settings.sign_up != "open" and await accounts.owner_exists(asked.db.read):
        raise NotFound
    try:
        free = await accounts.free_handle(asked.db.read, query(request, "handle", 100))
    except REFUSALS as problem:
        return await page(request, "accounts/handle.html", free="", errors=wrong(asked, problem))
    return await page(request, "accounts/handle.html", free=free, errors={})


@get("/set-up")
async def set_up_form(request: Asked) -> Page:
    """Afterwards, for the owner, where to go on."""
    asked = context(request)
    if asked.viewer.role == "owner":
        return await page(request, "accounts/opened.html")
    if await accounts.owner_exists(asked.db.read):
        raise NotFound
    values = {**dict.fromkeys(FIELDS, ""), "code": query(request, "code", 200)}
    return await _form(request, "accounts/set_up.html", values, {})


@post("/set-up")
async def set_up(request: Asked) -> Page:
    asked, given = context(request), await form(request)
    if await accounts.owner_exists(asked.db.read):
        raise NotFound
    languages = choices.read_languages(asked.headers.get(b"accept-language", b"").decode("latin-1"))
    try:
        asked.house.limits.take(SIGN_UP, asked.network)
        if not await accounts.setup_code_holds(asked.db.read, given.text("code")):
            raise NotFound("code_spent", "This code is not valid. The server prints a fresh one when it starts.")
        token = await _join(request, given, languages, "owner")
    except REFUSALS as problem:
        return await _form(request, "accounts/set_up.html", given.values(*FIELDS, "code"), wrong(asked, problem))
    asked.sign_in(token)
    return go("/set-up")


def chosen_languages(given: Form) -> list[str]:
    """The languages of a form in their order; without scripts they come from selects and can be ticked away."""
    dropped = set(given.texts("drop_languages"))
    listed = [given.text("first_language"), *given.texts("languages"), *given.texts("more_languages")]
    return list(dict.fromkeys(tag for tag in listed if tag and tag not in dropped))


async def _join(request: Asked, given: Form, languages: list[str], role: str) -> str:
    """The token of the new account's first sign-in."""
    asked = context(request)
    password_hash = await accounts.hash_password(given.text("password"))
    filled = SignUp(
        handle=given.text("handle"),
        name=given.text("name"),
        email=given.text("email"),
        region=given.text("region"),
        languages=languages,
        locale=asked.locale.tag,
    )

    async def work(tx: Tx) -> str:
        if role == "owner":
            await accounts.spend_setup_code(tx, given.text("code"))
        account = await accounts.sign_up(tx, filled, password_hash, role=role, wave=asked.house.settings.wave)
        if given.text("translate"):
            await accounts.set_translation(tx, account.id, translate="auto", translatable=True)
        address, code = await accounts.ask_for_email_change(tx, account.id, filled.email)
        await accounts.mail_code(tx, "confirm", address, code, asked.locale.tag)
        return await open_session(tx, request, asked, account.id)

    return await asked.db.write(work)


def _check_open(asked: Context) -> None:
    if asked.house.settings.sign_up != "open":
        raise Forbidden("sign_up_closed", "Nobody new can join just now. Reading needs no account.")


async def _form(
    request: Asked, template: str, values: Mapping[str, object], errors: dict[str, str], **more: Any
) -> Page:
    return await page(
        request,
        template,
        status=422 if errors else 200,
        values=values,
        errors=errors,
        regions=choices.regions(context(request).locale.tag),
        languages=LANGUAGES,
        handle_pattern=handles.PATTERN,
        **more,
    )


handlers = [sign_up_form, sign_up, handle, set_up_form, set_up]
