"""/v1/me: one's own account, sign-ins and tokens."""

from __future__ import annotations

import msgspec
from litestar import delete, get, post, put
from litestar.params import JSONBody

from vermilion import accounts, media
from vermilion.api.common import Asked, InPath, number, page
from vermilion.api.shapes import PreferencesInput, ProfileInput, TokenInput
from vermilion.cards import profiles
from vermilion.cards.views import Page, ProfileView
from vermilion.edge import Context, context
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import Forbidden, NotFound


class MeView(msgspec.Struct, frozen=True):
    """What only the owner of an account is told. `translate` (auto, ask or never) is how they read foreign texts,
    `translatable` whether theirs are translated for others."""

    profile: ProfileView
    email: str
    email_confirmed: bool
    locale: str
    theme: str
    translate: str
    translatable: bool
    role: str
    state: str


class SessionView(msgspec.Struct, frozen=True):
    id: str
    user_agent: str
    network: str
    created_at: str
    last_seen_at: str
    current: bool


class TokenView(msgspec.Struct, frozen=True):
    id: str
    name: str
    scopes: list[str]
    created_at: str
    last_used_at: str | None
    secret: str | None = None


@get("/me", tags=["me"])
async def read(request: Asked) -> MeView:
    """Your own account."""
    return await _me(context(request))


@put("/me/profile", tags=["me"])
async def edit_profile(request: Asked, data: JSONBody[ProfileInput]) -> MeView:
    """Replace your profile; `avatar_id` is an upload that is ready, null takes the picture away."""
    asked = context(request)
    account = asked.require_active("account")
    avatar_id = number(data.avatar_id) if data.avatar_id else None

    async def work(tx: Tx) -> None:
        await accounts.edit_profile(
            tx, account.id, accounts.Profile(data.name, data.bio, data.region, data.languages)
        )
        if avatar_id != account.avatar_id:
            if avatar_id:
                await media.claim(tx, account.id, [avatar_id], "picture")
            await accounts.set_avatar(tx, account.id, avatar_id)
            if account.avatar_id:
                await media.retire(tx, account.id, account.avatar_id)

    await asked.db.write(work)
    return await _me(asked)


@put("/me/preferences", tags=["me"])
async def edit_preferences(request: Asked, data: JSONBody[PreferencesInput]) -> MeView:
    """The interface's language and theme, and how foreign texts are read."""
    asked = context(request)
    account = asked.require_account("account")

    async def work(tx: Tx) -> None:
        await accounts.set_preferences(tx, account.id, locale=data.locale, theme=data.theme)
        await accounts.set_translation(
            tx,
            account.id,
            translate=account.translate if data.translate is None else data.translate,
            translatable=account.translatable if data.translatable is None else data.translatable,
        )

    await asked.db.write(work)
    return await _me(asked)


@get("/me/sessions", tags=["me"])
async def sessions(request: Asked) -> Page[SessionView]:
    """Where you are signed in, newest first."""
    asked = context(request)
    account = asked.require_account("account")
    here = asked.signed.session_id if asked.signed else 0
    found = [
        SessionView(
            str(item.id),
            item.user_agent,
            item.network,
            clock.rfc3339(item.created_at),
            clock.rfc3339(item.last_seen_at),
            item.id == here,
        )
        for item in await accounts.sessions_of(asked.db.read, account.id)
    ]
    return page(found, None)


@delete("/me/sessions/{session_id:str}", tags=["me"])
async def end_session(request: Asked, session_id: InPath) -> None:
    """Sign out there."""
    asked = context(request)
    account = asked.require_account("account")
    if not await asked.db.write(lambda tx: accounts.close_session(tx, account.id, number(session_id))):
        raise NotFound


@get("/me/tokens", tags=["me"])
async def tokens(request: Asked) -> Page[TokenView]:
    """Your tokens, newest first, without their secrets."""
    asked = context(request)
    account = asked.require_account("account")
    return page([_token(item) for item in await accounts.tokens_of(asked.db.read, account.id)], None)


@post("/me/tokens", tags=["me"])
async def make_token(request: Asked, data: JSONBody[TokenInput]) -> TokenView:
    """Make a token; its secret is shown this once. A token cannot make another with more rights."""
    asked = context(request)
    account = asked.require_account("account")
    if asked.signed and asked.signed.token_id and not set(data.scopes) <= asked.signed.scopes:
        raise Forbidden("token_scope", "A token cannot give more than it has.")

    async def work(tx: Tx) -> TokenView:
        made = await accounts.make_token(tx, account.id, data.name, data.scopes)
        return msgspec.structs.replace(_token(made.token), secret=made.secret)

    # Without an Idempotency-Key on purpose: kept answers are stored, and a secret never is.
    return await asked.db.write(work)


@delete("/me/tokens/{token_id:str}", tags=["me"])
async def revoke_token(request: Asked, token_id: InPath) -> None:
    """Revoke a token at once."""
    asked = context(request)
    account = asked.require_account("account")
    if not await asked.db.write(lambda tx: accounts.revoke_token(tx, account.id, number(token_id))):
        raise NotFound


async def _me(asked: Context) -> MeView:
    signed = asked.require_account("account")
    account = (await accounts.by_ids(asked.db.read, [signed.id]))[signed.id]
    email, confirmed = await accounts.email_of(asked.db.read, account.id)
    profile = await profiles.profile(asked.db.read, asked.viewer, account)
    return MeView(
        profile=profile,
        email=email,
        email_confirmed=confirmed,
        locale=account.locale,
        theme=account.theme,
        translate=account.translate,
        translatable=account.translatable,
        role=account.role,
        state=account.state,
    )


def _token(item: accounts.ApiToken) -> TokenView:
    used = clock.rfc3339(item.last_used_at) if item.last_used_at else None
    return TokenView(str(item.id), item.name, list(item.scopes), clock.rfc3339(item.created_at), used)


handlers = [
    read,
    edit_profile,
    edit_preferences,
    sessions,
    end_session,
    tokens,
    make_token,
    revoke_token,
]
