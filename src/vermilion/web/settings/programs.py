"""/settings/sign-ins and /settings/tokens: where one is signed in, and which programs may act."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from litestar import get, post

from vermilion import accounts
from vermilion.accounts import ApiToken, Session
from vermilion.edge.frame import flash, page
from vermilion.infra import clock
from vermilion.infra.errors import NotFound
from vermilion.web.common import Asked, InPath, Page, go, number, signed_in
from vermilion.web.forms import REFUSALS, form, wrong
from vermilion.web.settings.devices import device_of


class SessionView(msgspec.Struct, frozen=True):
    id: str
    device: str
    phone: bool
    current: bool
    network: str
    last_seen_at: str


class TokenView(msgspec.Struct, frozen=True):
    id: str
    name: str
    scopes: tuple[str, ...]
    last_used_at: str | None


@get("/settings/sign-ins")
async def sign_ins(request: Asked) -> Page:
    asked = signed_in(request)
    here = asked.signed.session_id if asked.signed else 0
    found = await accounts.sessions_of(asked.db.read, asked.viewer.id)
    listed = [_session(item, here) for item in found]
    return await page(request, "settings/sign_ins.html", nav="settings", tab="sign-ins", sessions=listed)


@post("/settings/sign-ins/{session_id:str}/end")
async def end(request: Asked, session_id: InPath) -> Page:
    asked = signed_in(request)
    account = asked.require_account()
    if not await asked.db.write(lambda tx: accounts.close_session(tx, account.id, number(session_id))):
        raise NotFound
    flash(asked, "sign_in_ended")
    return go("/settings/sign-ins")


@post("/settings/sign-ins/end-others")
async def end_others(request: Asked) -> Page:
    asked = signed_in(request)
    account, here = asked.require_account(), asked.signed.session_id if asked.signed else 0
    await asked.db.write(lambda tx: accounts.close_other_sessions(tx, account.id, here))
    flash(asked, "sign_in_ended")
    return go("/settings/sign-ins")


@get("/settings/tokens")
async def tokens(request: Asked) -> Page:
    return await _tokens(request, {"name": "", "scopes": ["read"]}, {})


@post("/settings/tokens")
async def make(request: Asked) -> Page:
    """The page that follows shows the secret, once: so it is no redirect."""
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)
    name, scopes = given.text("name"), given.texts("scopes")
    try:
        made = await asked.db.write(lambda tx: accounts.make_token(tx, account.id, name, scopes))
    except REFUSALS as problem:
        return await _tokens(request, {"name": name, "scopes": scopes}, wrong(asked, problem))
    return await _tokens(request, {"name": "", "scopes": ["read"]}, {}, made.secret)


@post("/settings/tokens/{token_id:str}/revoke")
async def revoke(request: Asked, token_id: InPath) -> Page:
    asked = signed_in(request)
    account = asked.require_account()
    if not await asked.db.write(lambda tx: accounts.revoke_token(tx, account.id, number(token_id))):
        raise NotFound
    flash(asked, "revoked")
    return go("/settings/tokens")


async def _tokens(request: Asked, values: Mapping[str, object], errors: dict[str, str], secret: str = "") -> Page:
    asked = signed_in(request)
    listed = [_token(item) for item in await accounts.tokens_of(asked.db.read, asked.viewer.id)]
    return await page(
        request,
        "settings/tokens.html",
        nav="settings",
        status=422 if errors else 200,
        tab="tokens",
        tokens=listed,
        secret=secret,
        values=values,
        errors=errors,
    )


def _session(item: Session, here: int) -> SessionView:
    device, phone = device_of(item.user_agent)
    seen = clock.rfc3339(item.last_seen_at)
    return SessionView(str(item.id), device, phone, item.id == here, item.network, seen)


def _token(item: ApiToken) -> TokenView:
    used = clock.rfc3339(item.last_used_at) if item.last_used_at else None
    return TokenView(str(item.id), item.name, item.scopes, used)


handlers = [sign_ins, end, end_others, tokens, make, revoke]
