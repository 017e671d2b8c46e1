"""What every request must pass inside the framework, where a refusal becomes a page or a problem like any other."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.enums import RequestEncodingType

from vermilion.edge.context import context
from vermilion.edge.gate import SAFE
from vermilion.infra.errors import Forbidden, Unauthenticated

FORMS = frozenset({RequestEncodingType.MULTI_PART, RequestEncodingType.URL_ENCODED})


async def check(request: Request[Any, Any, Any]) -> None:
    """Tell what the gate found; then, for an unsafe request that a browser's cookie signs, ask for the token that only
    our own pages know: header `X-CSRF-Token` or form field `_csrf`."""
    asked = context(request)
    if asked.problem is not None:
        raise asked.problem
    if asked.by_token and not request.url.path.startswith("/v1/"):
        # Pages ask for no scopes, so a token that may only read could do everything there.
        raise Forbidden("token_page", "Tokens are for programs under /v1. Pages need a sign-in.")
    if request.method in SAFE or asked.by_token:
        return
    if asked.signed is None and request.content_type[0] == RequestEncodingType.MULTI_PART:
        # Files come from members alone: a stranger's are refused before a byte of them is read.
        raise Unauthenticated("sign_in", "Sign in to do this.")
    given = request.headers.get("x-csrf-token")
    if given is None and request.content_type[0] in FORMS:
        field = (await request.form()).get("_csrf")
        given = field if isinstance(field, str) else None
    asked.check_csrf(given)
