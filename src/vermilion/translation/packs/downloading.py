"""What all is fetched with: http(s) only, never from https down to http, silence only waited for so long."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

TIMEOUT = httpx.Timeout(30.0, connect=10.0)  # seconds of silence, not of the whole


@asynccontextmanager
async def client(url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client for `url` and where it redirects to. Answers come as they lie there: ranges of what was compressed on
    the way would not fit together."""
    allowed = ("https",) if url.startswith("https:") else ("https", "http")

    async def check(request: httpx.Request) -> None:
        if request.url.scheme not in allowed:
            raise httpx.UnsupportedProtocol(f"{request.url} is not {' or '.join(allowed)}", request=request)

    async with httpx.AsyncClient(
        timeout=TIMEOUT,
        follow_redirects=True,
        max_redirects=5,
        headers={"Accept-Encoding": "identity", "User-Agent": "vermilion"},
        event_hooks={"request": [check]},
    ) as opened:
        yield opened
