"""What a server says instead of an answer: its refusals as reasons, messages and times to wait."""

from __future__ import annotations

import email.utils
import time
from typing import Any

import httpx

from vermilion.translation.engines import EngineFailed


class Refused(EngineFailed):
    """The server understood and does not want: `status` 400 to 499, with what it said."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__("bad_request" if status in {400, 413, 422} else "refused", f"{status} {message}".strip())
        self.status = status
        self.message = message


def failure(answer: httpx.Response, message: str) -> EngineFailed:
    """What an answer of another status than 200 means, `message` being what it says itself."""
    status, wait = answer.status_code, _retry_after(answer.headers.get("retry-after", ""))
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return EngineFailed("rate_limit", message, wait)
    if status == httpx.codes.SERVICE_UNAVAILABLE:
        return EngineFailed("unavailable", message, wait)
    if status >= 500:
        return EngineFailed("server_error", f"{status} {message}".strip())
    return Refused(status, message)


def said_in(body: Any) -> str:
    """What OpenAI's, vLLM's, llama.cpp's, Ollama's and LibreTranslate's errors say: `error` is a text or has a
    `message`, or the message is at the top."""
    error = body.get("error", body) if isinstance(body, dict) else ""
    if isinstance(error, dict):
        error = error.get("message", "")
    return error if isinstance(error, str) else ""


def _retry_after(header: str) -> float | None:
    """Seconds, of either form (RFC 9110, 10.2.3); None where there is none or it is made up."""
    if header.isascii() and header.isdigit():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
