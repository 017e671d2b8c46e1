"""HEAD: every page and document that GET has, without its body; link checkers, previews and monitors ask so."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar.types import Receive, Send


def as_get(scope: Any, send: Send) -> tuple[Any, Receive, Send]:
    """The request as a GET. What hands its answer on stops after the headers, whose length is that of GET's body; a
    stream is then told that nobody listens, so that no file is read for nothing."""
    told = asyncio.Event()
    empty = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        if empty:
            return empty.pop()
        await told.wait()
        return {"type": "http.disconnect"}

    async def send_headers(message: Any) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            told.set()

    return {**scope, "method": "GET"}, receive, send_headers
