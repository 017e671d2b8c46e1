"""Answers of servers within bounds: so many bytes, as they lie there, and JSON."""

from __future__ import annotations

import json
from typing import Any

import httpx

from vermilion.translation.engines import EngineFailed

MOST_BYTES = 1_000_000


async def read(answer: httpx.Response) -> bytes:
    """The body of a streamed answer. EngineFailed `bad_response` for too much of it, or what may swell."""
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise EngineFailed("bad_response", "compressed, though it was not asked for")  # might be a bomb
    content = b""
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > MOST_BYTES:
            raise EngineFailed("bad_response", "too long")
    return content


def decoded(content: bytes) -> Any:
    """None for what is no JSON."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
