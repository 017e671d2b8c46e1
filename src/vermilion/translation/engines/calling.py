"""JSON over HTTP with a server that may be slow, wrong or hostile: no redirects, bounded answers, plain errors.
Time is bounded by whoever calls."""

from __future__ import annotations

from typing import Any

import httpx

from vermilion.translation.engines import EngineFailed
from vermilion.translation.engines.bounded import decoded, read
from vermilion.translation.engines.refusing import failure, said_in

LONGEST_DETAIL = 200


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
        """As `post`, without a body."""
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
                content = await read(answer)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise EngineFailed("unreachable", self._without_key(f"{type(error).__name__} {error}".strip())) from error
        said = decoded(content)
        if answer.status_code != httpx.codes.OK:
            raise failure(answer, self._without_key(said_in(said)))
        if said is None:
            raise EngineFailed("bad_response", f"no JSON but {answer.headers.get('content-type', 'something else')}")
        return said

    def _without_key(self, text: str) -> str:
        return (text.replace(self._key, "…") if self._key else text)[:LONGEST_DETAIL]
