"""JSON over HTTP with a server that may be slow, wrong or hostile: no redirects, bounded answers, plain errors.

Time is bounded by whoever calls.
"""

from __future__ import annotations

import email.utils
import json
import time
from typing import Any

import httpx

from vermilion.translation.engines import EngineFailed

MOST_BYTES = 1_000_000
LONGEST_DETAIL = 200


class Refused(EngineFailed):
    """The server understood and does not want: `status` 400 to 499, with what it said."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__("bad_request" if status in {400, 413, 422} else "refused", f"{status} {message}".strip())
        self.status = status
        self.message = message


class Server:
    """A server below `url`. Its key is sent as `headers` say and appears in no message; proxies of the environment are
    used only for what may leave the house."""

    def __init__(
        self, url: str, *, key: str = "", headers: dict[str, str] | None = None, private: bool = False
    ) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self._client = httpx.AsyncClient(
            headers={"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})},
            follow_redirects=False,
            timeout=None,  # noqa: S113  # the chain bounds the whole call
            trust_env=not private,
        )

    async def get(self, path: str) -> Any:
        return await self._send("GET", path, None)

    async def post(self, path: str, body: object) -> Any:
        """The decoded answer of a status 200. EngineFailed: unreachable, refused, bad_request, rate_limit, unavailable,
        server_error, bad_response."""
        return await self._send("POST", path, body)

    async def close(self) -> None:
        await self._client.aclose()

    async def _send(self, method: str, path: str, body: object) -> Any:
        try:
            async with self._client.stream(method, self._url + path, json=body) as answer:
                content = await _read(answer)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise EngineFailed("unreachable", self._without_key(f"{type(error).__name__} {error}".strip())) from error
        if answer.status_code != httpx.codes.OK:
            raise self._failure(answer, _decoded(content))
        decoded = _decoded(content)
        if decoded is None:
            raise EngineFailed("bad_response", f"no JSON but {answer.headers.get('content-type', 'something else')}")
        return decoded

    def _failure(self, answer: httpx.Response, body: Any) -> EngineFailed:
        message, status = self._without_key(_message(body)), answer.status_code
        wait = _retry_after(answer.headers.get("retry-after", ""))
        if status == httpx.codes.TOO_MANY_REQUESTS:
            return EngineFailed("rate_limit", message, wait)
        if status == httpx.codes.SERVICE_UNAVAILABLE:
            return EngineFailed("unavailable", message, wait)
        if status >= 500:
            return EngineFailed("server_error", f"{status} {message}".strip())
        return Refused(status, message)

    def _without_key(self, text: str) -> str:
        text = text.replace(self._key, "…") if self._key else text
        return text[:LONGEST_DETAIL]


async def _read(answer: httpx.Response) -> bytes:
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise EngineFailed("bad_response", "compressed, though it was not asked for")  # might be a bomb
    content = b""
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > MOST_BYTES:
            raise EngineFailed("bad_response", "too long")
    return content


def _decoded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _message(body: Any) -> str:
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
