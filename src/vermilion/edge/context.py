"""Who asks, in which language, and what the answer must carry: one a request, made by the gate."""

from __future__ import annotations

import asyncio
import hmac
from collections import OrderedDict
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request

from vermilion import accounts, relations, translation
from vermilion.accounts import Account, Signed
from vermilion.audience import VISITOR, Viewer
from vermilion.edge.languages import known_language
from vermilion.infra import clock, locales
from vermilion.infra.db import Db
from vermilion.infra.errors import Forbidden, Problem, Unauthenticated
from vermilion.infra.locales import Locale
from vermilion.infra.log import get_logger

if TYPE_CHECKING:
    from vermilion.edge.house import House

SESSION_COOKIE = "vermilion_session"
VISITOR_COOKIE = "vermilion_visitor"
LOCALE_COOKIE = "locale"
THEME_COOKIE = "theme"
TRANSLATE_COOKIE = "translate"  # how a visitor reads foreign texts
AUTO, NEVER = "auto", "never"
LOCALES = frozenset(locale.tag for locale in locales.ALL)
CSRF_BYTES = 20
VIEWERS_KEPT = 20_000

_viewers: OrderedDict[int, tuple[int, Viewer]] = OrderedDict()
_here_today: OrderedDict[int, int] = OrderedDict()  # by sign-in or token
_tasks: set[asyncio.Task[None]] = set()
log = get_logger("edge")


class Context:
    """One request's circumstances. `signed` and `account` are None for a visitor."""

    __slots__ = (
        "_cookies",
        "_visitor",
        "forgets",
        "headers",
        "house",
        "locale",
        "network",
        "problem",
        "request_id",
        "set_cookies",
        "signed",
        "viewer",
    )

    def __init__(self, house: House, headers: dict[bytes, bytes], network: str, request_id: str) -> None:
        self.house = house
        self.headers = headers
        self.network = network
        self.request_id = request_id
        self.set_cookies: list[str] = []
        self.signed: Signed | None = None
        self.viewer: Viewer = VISITOR
        self.locale: Locale = locales.ENGLISH
        self._cookies: dict[str, str] | None = None
        self._visitor = ""
        self.forgets = False  # whether the browser is told to forget the pages it has kept
        self.problem: Problem | None = None  # found by the gate, told by the surface

    @property
    def db(self) -> Db:
        return self.house.db

    @property
    def account(self) -> Account | None:
        return self.signed.account if self.signed else None

    @property
    def cookies(self) -> dict[str, str]:
        if self._cookies is None:
            self._cookies = _parse_cookies(self.headers.get(b"cookie", b"").decode("latin-1"))
        return self._cookies

    @property
    def theme(self) -> str:
        """light, dark or system: as chosen on this device, else as the member has it everywhere."""
        chosen = self.cookies.get(THEME_COOKIE) or (self.account.theme if self.account else "system")
        return chosen if chosen in {"light", "dark"} else "system"

    @property
    def by_token(self) -> bool:
        return self.signed is not None and self.signed.token_id != 0

    def require_account(self, scope: str = "write") -> Account:
        """The member who asks; Unauthenticated for a visitor, Forbidden for a token without the scope."""
        if self.signed is None:
            raise Unauthenticated("sign_in", "Sign in to do this.")
        if self.signed.token_id and scope not in self.signed.scopes:
            raise Forbidden("token_scope", "This token may not do this: it lacks the scope {scope}.", scope=scope)
        return self.signed.account

    def require_active(self, scope: str = "write") -> Account:
        """The same, of somebody who may do more than read and take back: Forbidden while they are suspended."""
        account = self.require_account(scope)
        if account.state != "active":
            raise Forbidden("audience.suspended", "Your account is suspended, so you can only read for now.")
        return account

    def set_cookie(self, name: str, value: str, max_age: int, *, http_only: bool = True) -> None:
        """Send a cookie with the answer; `max_age` in seconds, 0 to remove it."""
        secure = "; Secure" if self.house.settings.origin.startswith("https:") else ""
        only = "; HttpOnly" if http_only else ""
        self.set_cookies.append(f"{name}={value}; Path=/; Max-Age={max_age}; SameSite=Lax{secure}{only}")

    def sign_in(self, token: str) -> None:
        """Answer with the cookie of a new sign-in."""
        self.set_cookie(SESSION_COOKIE, token, self.house.settings.session_days * 86_400)

    def sign_out(self) -> None:
        """Answer without the cookie: on a shared computer, the way back shows nothing of it either."""
        self.set_cookie(SESSION_COOKIE, "", 0)
        self.forgets = True

    def read_in(self, tag: str) -> None:
        """Have foreign texts of this answer put into a language (BCP 47). Invalid for what is none."""
        target = known_language(tag, "translate")
        self.viewer = msgspec.structs.replace(self.viewer, translate_into=target)

    def csrf_token(self) -> str:
        """What every unsafe form of this browser must carry; a visitor gets a cookie that binds it. Masked anew on
        every page, so that the size of a compressed answer tells nothing of it (BREACH)."""
        binder = self.cookies.get(SESSION_COOKIE) if self.signed else self._visitor or self.cookies.get(VISITOR_COOKIE)
        if not binder:
            binder = self._visitor = token_urlsafe(24)
            self.set_cookie(VISITOR_COOKIE, binder, 86_400)
        mask = token_bytes(CSRF_BYTES)
        return (mask + _xor(mask, self._csrf(binder))).hex()

    def check_csrf(self, given: str | None) -> None:
        """Forbidden unless the token is the one that was handed out to this browser."""
        bound = self.cookies.get(SESSION_COOKIE) if self.signed else self.cookies.get(VISITOR_COOKIE)
        try:
            masked = bytes.fromhex(given or "")
        except ValueError:
            masked = b""
        token = _xor(masked[:CSRF_BYTES], masked[CSRF_BYTES:])
        if not bound or not hmac.compare_digest(token, self._csrf(bound)):
            raise Forbidden("csrf", "This page was open for too long. Load it again, then repeat what you did.")

    def _csrf(self, binder: str) -> bytes:
        secret = self.house.settings.secret.encode()
        return hmac.new(secret, b"csrf:" + binder.encode("utf-8", "replace"), sha256).digest()[:CSRF_BYTES]


def context(request: Request[Any, Any, Any]) -> Context:
    """The circumstances of a request."""
    found: Context = request.scope["context"]  # type: ignore[typeddict-item]  # set by the gate
    return found


async def identify(asked: Context) -> None:
    """Find out who asks: a bearer token, or the session's cookie. An unknown token is refused, an expired cookie
    makes a visitor."""
    authorization = asked.headers.get(b"authorization", b"")
    if authorization:
        scheme, _, token = authorization.decode("latin-1").partition(" ")
        asked.signed = await accounts.signed_by_token(asked.db.read, token) if scheme.lower() == "bearer" else None
        if asked.signed is None:
            raise Unauthenticated("bad_token", "This token is unknown or was revoked.")
    elif b"cookie" in asked.headers and (session := asked.cookies.get(SESSION_COOKIE)):
        asked.signed = await accounts.signed_by_session(asked.db.read, session)
        if asked.signed is None:
            asked.sign_out()
    if asked.signed is None:
        asked.locale = _visitor_locale(asked)
        if asked.cookies.get(TRANSLATE_COOKIE) == AUTO:
            asked.read_in(asked.locale.tag)
        return
    asked.locale = locales.by_tag(asked.signed.account.locale)
    asked.viewer = await viewer_of(asked.db, asked.signed.account)
    _note_day(asked)


async def viewer_of(db: Db, account: Account) -> Viewer:
    """The audience's view of a member, kept until something moves what they may see."""
    kept = _viewers.get(account.id)
    if kept is not None and kept[0] == account.viewer_version:
        return kept[1]
    blocks, blocked_by, mutes = await relations.audience_sets(db.read, account.id)
    viewer = Viewer(
        id=account.id,
        role=account.role,
        state=account.state,
        region=account.region,
        languages=account.languages,
        created_at=account.created_at,
        blocks=blocks,
        blocked_by=blocked_by,
        mutes=mutes,
        translate_into=translation.best_target(account.languages, account.locale) if account.translate == AUTO else "",
        untranslated=account.translate == NEVER,
    )
    _viewers[account.id] = account.viewer_version, viewer
    if len(_viewers) > VIEWERS_KEPT:
        _viewers.popitem(last=False)
    return viewer


def _visitor_locale(asked: Context) -> Locale:
    chosen = asked.cookies.get(LOCALE_COOKIE, "")
    if chosen in LOCALES:
        return locales.by_tag(chosen)
    return locales.choose(asked.headers.get(b"accept-language", b"").decode("latin-1"))


def _note_day(asked: Context) -> None:
    """Once a day and sign-in: keep that they were here, and let the sign-in last on, in the browser, too. The request
    does not wait for it."""
    signed = asked.signed
    assert signed is not None  # noqa: S101 - the caller knows
    today = clock.day_of(clock.now())
    by = signed.session_id or signed.token_id
    if _here_today.get(by) == today:
        return
    _here_today[by] = today
    if signed.session_id:
        asked.sign_in(asked.cookies[SESSION_COOKIE])
    if len(_here_today) > VIEWERS_KEPT:
        _here_today.popitem(last=False)
    task = asyncio.create_task(_record_day(asked.house, signed))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _record_day(house: House, signed: Signed) -> None:
    lifetime = house.settings.session_days * clock.DAY
    try:
        await house.db.write(lambda tx: accounts.record_day(tx, signed, lifetime))
    except Exception:
        _here_today.pop(signed.session_id or signed.token_id, None)
        log.warning("day_not_recorded", exc_info=True)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


def _parse_cookies(header: str) -> dict[str, str]:
    """Ours have plain values, so the standard library's slow reader of quoted ones is not needed."""
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, mark, value in pairs if mark}
