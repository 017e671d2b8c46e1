"""Addresses and queries that nobody meant: every route answers with a refusal, none with a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from tests.api.conftest import client_of
from tests.conftest import Cast
from tests.web.conftest import CSRF, session_of

from vermilion.edge.context import SESSION_COOKIE
from vermilion.edge.gate import Gate
from vermilion.infra.db import Db

PARAMETER = re.compile(r"\{(\w+):\w+\}")
TRICKS = ["a'%3BDROP%20TABLE%20notes--", "%7B%7B7*7%7D%7D"]
ODD = ["0", "-1", "9223372036854775808", "9" * 60, "%D9%A3", "%00", "%ff", *TRICKS]
QUERIES = [
    "cursor=%00", "cursor=AAAA", "cursor=zw__________8", "cursor=gqFhYg", "limit=-1", "limit=99999999999999999999",
    "limit=%D9%A3", "q=%ff%00", "q=%22%22*(NEAR", "tab=%ff", "channel=%00", "sort=%27", "reply=99999999999999999999",
    "draft=99999999999999999999", "handle=%00", "prefix=%00", "next=%0d%0aSet-Cookie:x", "kind=%00&id=1", "topic=%00",
    "after=-1", "code=%00",
]  # fmt: skip
BODIES = [
    b"", b"{", b"[]", b"null", b'"x"', b"1", b'{"surprise": 1}', b"\xff\xfe", b'{"text": "\xff"}',
    b'{"text": "a\\u0000b", "title": "\\ud800"}', b"[" * 2000,
]  # fmt: skip
FORMS = [
    ("application/x-www-form-urlencoded", b"text=%ff&title=%00&on=%E2%80%AE"),
    ("application/x-www-form-urlencoded", b"&".join(b"k%d=1" % number for number in range(1500))),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--\r\n'),
    ("text/plain; charset=utf-99", b"\xff"),
]


@pytest.fixture
async def mo(gate: Gate, db: Db, cast: Cast) -> httpx.AsyncClient:
    """A moderator's browser: every route is open to it."""
    client = client_of(gate, {})
    client.cookies.set(SESSION_COOKIE, await session_of(db, cast.mo))
    found = CSRF.search((await client.get("/rules")).text)
    assert found is not None
    client.headers["X-CSRF-Token"] = found[1] or found[2]
    return client


@pytest.fixture
def routes(gate: Gate) -> list[tuple[str, str]]:
    """Method and template of everything."""
    app: Litestar = gate.app  # type: ignore[assignment]  # the gate wraps our own
    return sorted(
        (method, route.path)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods - {"OPTIONS", "HEAD"}
    )


async def test_odd_ids(mo: httpx.AsyncClient, routes: list[tuple[str, str]]) -> None:
    for method, template in routes:
        if not PARAMETER.search(template):
            continue
        for odd in ODD:
            answer = await mo.request(method, PARAMETER.sub(odd, template))
            assert answer.status_code < 500, (method, template, odd, answer.text)


async def test_odd_queries(mo: httpx.AsyncClient, routes: list[tuple[str, str]]) -> None:
    for method, template in routes:
        if method != "GET" or "{path" in template:
            continue
        for query in QUERIES:
            answer = await mo.get(f"{PARAMETER.sub('1', template)}?{query}")
            assert answer.status_code < 500, (template, query, answer.text)
            assert all("\n" not in value for value in answer.headers.values())


async def test_odd_bodies(mo: httpx.AsyncClient, routes: list[tuple[str, str]]) -> None:
    for method, template in routes:
        if method not in {"POST", "PUT"}:
            continue
        for kind, body in _bodies(template):
            path, headers = PARAMETER.sub("1", template), {"Content-Type": kind}
            answer = await mo.request(method, path, content=body, headers=headers)
            assert answer.status_code < 500, (method, template, kind, body[:40], answer.text)
            if template.startswith("/v1/") and answer.status_code >= 400:
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.json()["code"]


def _bodies(template: str) -> Iterator[tuple[str, bytes]]:
    if not template.startswith("/v1/"):
        yield from FORMS
    for body in BODIES:
        yield "application/json", body
