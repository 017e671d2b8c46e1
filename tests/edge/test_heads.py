"""HEAD answers on everything that GET does, with the same headers and nothing after them."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from tests.conftest import Cast
from tests.town import publish
from tests.web.conftest import session_of

from vermilion.app import create_app
from vermilion.edge.context import SESSION_COOKIE
from vermilion.edge.gate import Gate
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain
from vermilion.infra.settings import Settings

PARAMETER = re.compile(r"\{(\w+):\w+\}")
# What differs from one request to the next.
OF_ITS_OWN = frozenset({"x-request-id", "set-cookie"})
# Its numbers move by being asked for.
MOVING = frozenset({"/metrics"})
EXPRESS = ["/", "/?channel=food", "/v1/explore", "/v1/notes/{note}", "/v1/search/topics?q=hi"]
MORE = ["/notes/{note}", "/topics/hiking", "/people/alice", "/people/nobody", "/static/welcome.svg", "/static/nothing"]


class Line:
    """What the server hears from the application: statuses, headers and the bytes of the bodies."""

    def __init__(self, gate: Gate, cookie: str) -> None:
        self._gate = gate
        self._cookie = cookie

    async def ask(self, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], int]:
        started: list[Any] = []
        sizes: list[int] = []
        path, _, query = path.partition("?")
        given = {"host": "test", "cookie": self._cookie, **headers}
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode(),
            "query_string": query.encode(), "root_path": "", "scheme": "http", "server": ("test", 80),
            "client": ("203.0.113.7", 4000), "extensions": {}, "state": {},
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        }  # fmt: skip

        bodies = [{"type": "http.request", "body": b"", "more_body": False}]
        answered = asyncio.Event()

        async def receive() -> Any:
            if bodies:
                return bodies.pop()
            await answered.wait()  # the client listens to the end
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            else:
                sizes.append(len(message["body"]))
                if not message.get("more_body"):
                    answered.set()

        await self._gate(scope, receive, send)  # type: ignore[arg-type]  # as servers write it
        [start] = started
        found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return start["status"], {name: found[name] for name in found.keys() - OF_ITS_OWN}, sum(sizes)


@pytest.fixture
async def line(gate: Gate, db: Db, cast: Cast) -> Line:
    """As a moderator, to whom every route is open."""
    return Line(gate, f"{SESSION_COOKIE}={await session_of(db, cast.mo)}")


async def test_every_route(gate: Gate, line: Line, db: Db, cast: Cast) -> None:
    note = await publish(db, cast.alice, "The hut was full. #hiking")
    await drain(db)
    app: Litestar = gate.app  # type: ignore[assignment]  # the gate wraps our own
    templates = {route.path for route in app.routes if isinstance(route, HTTPRoute) and "GET" in route.methods}
    assert len(templates) > 100
    paths = [PARAMETER.sub("1", template) for template in sorted(templates - MOVING)]
    for path in [*paths, *(path.format(note=note.id) for path in EXPRESS + MORE)]:
        status, headers, size = await line.ask("GET", path)
        assert status < 500, path
        again = await line.ask("HEAD", path)
        assert again == (status, headers, 0), path
        assert headers.get("content-length", "0") == str(size), path


async def test_what_only_takes_forms_has_no_head(line: Line) -> None:
    assert (await line.ask("HEAD", "/sign-out"))[0] == 405


async def test_files(gate: Gate, line: Line) -> None:
    assert gate.house is not None
    await gate.house.storage.put("public/ab/abcd-video.mp4", bytes(300_000))
    for path in ("/media/ab/abcd-video.mp4", "/static/marks/seal.svg", "/sw.js"):
        status, headers, size = await line.ask("GET", path)
        assert (status, headers["content-length"]) == (200, str(size)), path
        assert await line.ask("HEAD", path) == (200, headers, 0), path
    part = await line.ask("HEAD", "/media/ab/abcd-video.mp4", range="bytes=0-99")
    assert (part[0], part[1]["content-length"], part[2]) == (206, "100", 0)


async def test_the_log_names_the_method(
    settings: Settings, gate: Gate, db: Db, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    logging = create_app(settings, log_requests=True)
    logging.house = gate.house
    transport = httpx.ASGITransport(app=logging)  # type: ignore[arg-type]  # ours is typed closer
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        assert (await client.head("/rules")).status_code == 200
    await asyncio.sleep(0)
    written = [json.loads(each) for each in capfdbinary.readouterr().err.splitlines()]
    assert [(each["method"], each["path"], each["status"]) for each in written] == [("HEAD", "/rules", 200)]
