"""The few hottest requests, answered before the framework, whose routing and signatures cost more than the answer.

A surface gives a function for a plain request; it returns None for anything unusual, which then goes the ordinary way.
The ordinary handler calls the same code, so both ways say the same; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from vermilion.edge.context import Context

JSON = b"application/json"
HTML = b"text/html; charset=utf-8"


class Answer(msgspec.Struct, frozen=True):
    body: bytes
    content_type: bytes = JSON
    vary: bytes = b""


Express = Callable[[Context, Any], Awaitable[Answer | None]]


class Table(msgspec.Struct, frozen=True):
    """`exact` by method and path; `last` by method and the last part of a longer path."""

    exact: Mapping[tuple[str, str], Express] = {}
    last: Mapping[tuple[str, str], Express] = {}

    def find(self, method: str, path: str) -> Express | None:
        return self.exact.get((method, path)) or self.last.get((method, path.rpartition("/")[2]))


async def send(answer: Answer, send_on: Any) -> None:
    """Hand an answer to the server."""
    headers = [(b"content-type", answer.content_type), (b"content-length", b"%d" % len(answer.body))]
    if answer.vary:
        headers.append((b"vary", answer.vary))
    await send_on({"type": "http.response.start", "status": 200, "headers": headers})
    await send_on({"type": "http.response.body", "body": answer.body, "more_body": False})
