"""The outermost layer, before the framework: identity, limits, safety headers, one log line and one observation a
request. Plain ASGI, because a framework's middleware costs as much as a whole answer (see docs/benchmarks.md)."""

from __future__ import annotations

import time
from functools import lru_cache
from random import Random
from typing import Any
from urllib.parse import parse_qsl

from litestar.types import ASGIApp, Receive, Scope, Send

from vermilion.edge import express, heads
from vermilion.edge.access_log import AccessLine, AccessLog
from vermilion.edge.context import Context, identify
from vermilion.edge.house import House
from vermilion.edge.limits import READ
from vermilion.edge.networks import client_address, network_of
from vermilion.edge.translating import let_wish
from vermilion.infra import clock, metrics
from vermilion.infra.errors import Problem, Unavailable
from vermilion.infra.log import get_logger

NO_EXPRESS = express.Table()
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Files with unguessable or hashed names, and what machines ask: nobody is asked who they are.
ANONYMOUS = ("/static/", "/media/", "/healthz", "/readyz", "/metrics")
SCOPES_OF_THEIR_OWN = ("/v1/me", "/v1/desk/")
PRIVATE_HEADERS = [(b"cache-control", b"private, no-store")]
# A page is asked for anew each time, but the way back to it shows it as it was left, which no-store would forbid.
PAGE_HEADERS = [(b"cache-control", b"private, no-cache")]
# Not these: what opens an account, what one sees of others at the desk, forms that are good for once.
NOT_KEPT = ("/settings", "/sign-", "/set-up", "/forgotten", "/reset/", "/confirm/", "/desk", "/publish")
FORGET = (b"clear-site-data", b'"cache"')
SAFETY_HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:;"
        b" connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self';"
        b" base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), microphone=(), camera=(), interest-cohort=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
# A document is never shown as a page: nothing of it may run, whatever a browser takes it for.
DOCUMENT_HEADERS = [
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
]
WITH_CODES = ("/reset/", "/confirm/")  # which open an account: they stay out of the log
UNAVAILABLE = "The server cannot save right now. Nothing was changed."
log = get_logger("edge")


class Gate:
    """Wraps the application; `house` is set when the worker has started."""

    def __init__(self, app: ASGIApp, express_table: express.Table = NO_EXPRESS, *, log_requests: bool) -> None:
        self.app = app
        self.house: House | None = None
        self._express = express_table
        self._log = AccessLog() if log_requests else None
        self._random = Random()  # noqa: S311 - request ids are told apart, they open nothing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind: str = scope["type"]
        if kind != "http" or self.house is None:
            await self.app(scope, receive, send)
            return
        await self._pass(self.house, scope, receive, send)

    async def _pass(self, house: House, scope: Any, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        headers = dict(scope["headers"])
        peer = (scope.get("client") or ("", 0))[0]
        forwarded = headers.get(b"x-forwarded-for", b"").decode("latin-1")
        network = network_of(client_address(peer, forwarded, house.settings.trust_proxy))
        asked = Context(house, headers, network, f"{self._random.getrandbits(64):016x}")
        scope["context"] = asked
        path, method = scope["path"], scope["method"]
        status = 500
        anonymous, document = path.startswith(ANONYMOUS), path.startswith("/v1/")

        async def send_on(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *_headers(asked, message["headers"], anonymous, path)]
            await send(message)

        if not anonymous:
            try:
                await identify(asked)
                if method in SAFE:
                    _check_scope(asked, path)
                    house.limits.take(READ, str(asked.viewer.id or network))
                    query = scope["query_string"]
                    if document and b"translate=" in query and (language := _language(query)) is not None:
                        asked.read_in(language)
                    if asked.viewer.translate_into:
                        let_wish(asked)
                else:
                    house.limits.take_write(asked.viewer, network)
            except Problem as problem:
                asked.problem = problem
            except Exception:  # the database, most likely: a page says so
                log.exception("not_identified", request_id=asked.request_id)
                asked.problem = Unavailable("database_unavailable", UNAVAILABLE)
        hand_on: Send = send_on
        if method == "HEAD":
            scope, receive, hand_on = heads.as_get(scope, send_on)
        try:
            answer = await self._answer_at_once(asked, scope["method"], path, scope)
            if answer is not None:
                await express.send(answer, hand_on)
            else:
                await self.app(scope, receive, hand_on)
        finally:
            elapsed = time.perf_counter() - began
            metrics.observe_request(method, status, elapsed)
            if self._log is not None:
                self._log.add(_line(asked, method, path, status, elapsed))

    async def _answer_at_once(self, asked: Context, method: str, path: str, scope: Any) -> express.Answer | None:
        """None for what goes the ordinary way, which is also where a problem becomes a page or a document."""
        quick = self._express.find(method, path)
        if quick is None or asked.problem is not None:
            return None
        try:
            return await quick(asked, scope)
        except Problem as problem:
            asked.problem = problem
        except Exception:
            log.exception("unexpected", path=path, request_id=asked.request_id)
        return None  # what failed fails again on the ordinary way, where it becomes a page


@lru_cache(4096)
def _language(query: bytes) -> str | None:
    """What `translate=` names, None without it; the same few queries are asked by everyone."""
    return dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)).get("translate")


def _check_scope(asked: Context, path: str) -> None:
    """A token reads in its member's name only with the scope for it; what needs another one asks for that itself."""
    if asked.by_token and not path.startswith(SCOPES_OF_THEIR_OWN):
        asked.require_account("read")


def _headers(asked: Context, given: Any, anonymous: bool, path: str) -> list[tuple[bytes, bytes]]:
    document = path.startswith("/v1/")
    added = [(b"x-request-id", asked.request_id.encode()), *(DOCUMENT_HEADERS if document else SAFETY_HEADERS)]
    if not anonymous and not any(name == b"cache-control" for name, _ in given):
        added += PAGE_HEADERS if not document and _is_page(asked, given, path) else PRIVATE_HEADERS
    if asked.forgets:
        added.append(FORGET)
    if asked.set_cookies:
        added += [(b"set-cookie", cookie.encode("latin-1")) for cookie in asked.set_cookies]
    return added


def _is_page(asked: Context, given: Any, path: str) -> bool:
    """A whole page, not a part of one for a script, that may be shown again on the way back."""
    if b"hx-request" in asked.headers or path.startswith(NOT_KEPT) or path.endswith("/edit"):
        return False
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in given)


def _line(asked: Context, method: str, path: str, status: int, elapsed: float) -> AccessLine:
    return AccessLine(
        clock.rfc3339(clock.now()),
        "request",
        method,
        path if not path.startswith(WITH_CODES) else path[: path.index("/", 1) + 1],
        status,
        round(elapsed * 1000, 3),
        asked.request_id,
        asked.viewer.id,
    )
