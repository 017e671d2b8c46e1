"""A hostile member with a browser: forged forms, borrowed ways back, tokens on pages, writing while suspended, talking
to somebody who blocked them, and looking for who has an account."""

from __future__ import annotations

import re

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from tests.api.conftest import client_of
from tests.conftest import Cast
from tests.town import publish
from tests.web.conftest import Browser, Browsers, session_of

from vermilion import accounts, notes, notifications, relations
from vermilion.edge.context import SESSION_COOKIE
from vermilion.edge.gate import DOCUMENT_HEADERS, SAFETY_HEADERS, Gate
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

PARAMETER = re.compile(r"\{(\w+):\w+\}")
AWAY = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "javascript:x()",
    "/%0d%0aSet-Cookie:%20a=b", "/\r\nSet-Cookie: a=b", "http:evil.example", " //evil.example", "///evil.example",
]  # fmt: skip


def templates(gate: Gate, methods: set[str]) -> list[tuple[str, str]]:
    app: Litestar = gate.app  # type: ignore[assignment]  # the gate wraps our own
    routes = [route for route in app.routes if isinstance(route, HTTPRoute)]
    return sorted((method, PARAMETER.sub("1", route.path)) for route in routes for method in route.methods & methods)


async def test_no_form_goes_without_the_token_of_its_own_browser(gate: Gate, browsers: Browsers, db: Db) -> None:
    await browsers.bob.get("/rules")
    for method, path in templates(gate, {"POST", "PUT", "DELETE", "PATCH"}):
        for browser in (browsers.alice, browsers.mo):
            for headers in ({}, {"X-CSRF-Token": browsers.bob.token}, {"X-CSRF-Token": "0" * 80}):
                answer = await browser.client.request(method, path, headers=headers)
                hidden = path.startswith(("/desk", "/v1/desk")) and browser is browsers.alice
                assert answer.status_code == (404 if hidden else 403), (method, path, headers)
    assert len(await accounts.sessions_of(db.read, _id(browsers.alice))) == 1


async def test_every_answer_is_fenced(gate: Gate, browsers: Browsers) -> None:
    for _, path in templates(gate, {"GET"}):
        answer = await browsers.alice.client.get(path, follow_redirects=False)
        for name, value in DOCUMENT_HEADERS if path.startswith("/v1/") else SAFETY_HEADERS:
            assert answer.headers[name.decode()] == value.decode(), path
        if not path.startswith(("/static", "/media", "/metrics", "/healthz", "/readyz")):
            assert "cache-control" in answer.headers, path


@pytest.mark.parametrize("away", AWAY)
async def test_ways_back_lead_nowhere_else(browsers: Browsers, away: str) -> None:
    alice, visitor = browsers.alice, browsers.visitor
    client = alice.client
    answers = [
        await client.get("/sign-in", params={"next": away}, follow_redirects=False),
        await client.get("/language/en", params={"next": away}, follow_redirects=False),
        await _sent(alice, "/people/bob/mute", {"on": "1", "next": away}),
        await _sent(visitor, "/sign-in", {"login": "x", "password": "y", "next": away}),
        await client.get("/rules", headers={"Referer": "https://evil.example/"}, follow_redirects=False),
    ]
    for answer in answers:
        assert "a=b" not in "".join(answer.headers.get_list("set-cookie"))
        target = answer.headers.get("location", "/")
        assert target.startswith("/")
        assert not target.startswith(("//", "/\\"))
    shown = await visitor.client.get("/sign-in", params={"next": away})
    assert 'name="next" value="/"' in shown.text or "%0d" in away


async def test_tokens_are_not_for_pages(gate: Gate, browsers: Browsers, db: Db) -> None:
    alice = _id(browsers.alice)
    note = await publish(db, (await accounts.by_ids(db.read, [alice]))[alice], "Mine.")
    secret = (await db.write(lambda tx: accounts.make_token(tx, alice, "reader", ["read"]))).secret
    async with client_of(gate, {"Authorization": f"Bearer {secret}"}) as client:
        for path in (f"/notes/{note.id}/like", f"/notes/{note.id}/delete", "/settings/delete", "/settings/tokens"):
            assert (await client.post(path, data={"on": "1"})).status_code == 403
        for path in ("/settings/account", "/settings/tokens", "/drafts"):
            assert (await client.get(path)).status_code == 403
    assert (await notes.by_ids(db.read, [note.id]))[note.id].state == "published"


async def test_who_is_suspended_only_reads_and_takes_back(gate: Gate, browsers: Browsers, db: Db) -> None:
    alice, bob = browsers.alice, browsers.bob
    own = await publish(db, (await accounts.by_ids(db.read, [_id(bob)]))[_id(bob)], "Mine.")
    note = await publish(db, (await accounts.by_ids(db.read, [_id(alice)]))[_id(alice)], "Hers. #jam")
    await db.write(lambda tx: accounts.set_state(tx, _id(bob), "suspended"))
    tried = [
        ("/publish", {"text": "Again"}),
        (f"/notes/{own.id}/edit", {"text": "Changed"}),
        (f"/notes/{note.id}/like", {"on": "1"}),
        (f"/notes/{note.id}/collect", {"on": "1"}),
        (f"/notes/{note.id}/comments", {"text": "Hello"}),
        ("/people/charlie/follow", {"on": "1"}),
        ("/topics/jam/follow", {"on": "1"}),
        ("/collections/new", {"name": "Shouting again", "visibility": "everyone"}),
        ("/settings", {"name": "Shouting", "bio": "again", "region": "US", "languages": "en"}),
        ("/reports/new", {"kind": "note", "id": str(note.id), "reason": "spam"}),
    ]
    for path, form in tried:
        answer = await _sent(bob, path, form)
        assert answer.status_code in {403, 422}, (path, answer.status_code)
    assert "Shouting" not in (await browsers.mo.get("/people/bob?tab=collections")).text
    assert (await _sent(bob, f"/notes/{own.id}/delete", {})).status_code == 303
    assert (await bob.get("/settings/account")).status_code == 200


async def test_who_is_blocked_cannot_reach(browsers: Browsers, db: Db) -> None:
    alice, charlie = browsers.alice, browsers.charlie
    people = await accounts.by_ids(db.read, [_id(alice), _id(charlie)])
    note = await publish(db, people[_id(alice)], "Hello.")
    await db.write(lambda tx: relations.block(tx, _id(alice), _id(charlie)))
    await drain(db)
    for path, form in [
        (f"/notes/{note.id}/like", {"on": "1"}),
        (f"/notes/{note.id}/comments", {"text": "Hey"}),
        (f"/notes/{note.id}/collect", {"on": "1"}),
        ("/people/alice/follow", {"on": "1"}),
        ("/reports/new", {"kind": "account", "id": str(_id(alice)), "reason": "spam"}),
    ]:
        assert (await _sent(charlie, path, form)).status_code == 404, path
    before = await notifications.unread(db.read, _id(alice))
    await publish(db, people[_id(charlie)], "Look, @alice")
    await drain(db)
    assert await notifications.unread(db.read, _id(alice)) == before


async def test_nobody_learns_who_has_an_account(browsers: Browsers) -> None:
    known, unknown = [
        await browsers.visitor.send("/sign-in", {"login": login, "password": "wrong password"})
        for login in ("alice@example.com", "nobody@example.com")
    ]
    assert known.status_code == unknown.status_code == 422
    assert _text(known).replace("alice", "nobody") == _text(unknown)
    known, unknown = [
        await browsers.visitor.send("/forgotten", {"email": email})
        for email in ("alice@example.com", "nobody@example.com")
    ]
    assert _text(known) == _text(unknown)


@pytest.mark.parametrize(
    "handle", ["a1ice", "al_ice", "\u0430lice", "ALICE", "ali\u200bce", "alice\n", "vermilion_help", "a"]
)
async def test_handles_that_look_like_others(browsers: Browsers, db: Db, handle: str) -> None:
    form = {"handle": handle, "name": "Eve", "email": "eve@example.com", "region": "US", "languages": "en"}
    answer = await browsers.visitor.send("/sign-up", {**form, "password": "long enough 1"})
    assert answer.status_code == 422
    assert await accounts.login_of(db.read, "eve@example.com") is None


async def test_sign_ins_that_do_not_hold(gate: Gate, cast: Cast, db: Db) -> None:
    soon = await db.write(lambda tx: accounts.open_session(tx, cast.alice.id, "a browser", "", -clock.SECOND))
    ended = await session_of(db, cast.alice)
    await db.write(lambda tx: accounts.close_other_sessions(tx, cast.alice.id, 0))
    for token in (soon, ended, "vs_made_up", "x" * 4000, "%00", '"quoted"'):
        async with client_of(gate, {"Cookie": f"{SESSION_COOKIE}={token}"}) as client:
            answer = await client.get("/settings", follow_redirects=False)
            assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fsettings")
            assert (await client.get("/v1/me")).status_code == 401


async def test_links_in_texts_lead_to_sites_only(browsers: Browsers, db: Db) -> None:
    text = 'javascript:alert(1) data:text/html,x https://a.example/"onclick="x vbscript:x http://[::1]/ JaVaScRiPt:x'
    alice = (await accounts.by_ids(db.read, [_id(browsers.alice)]))[_id(browsers.alice)]
    note = await publish(db, alice, text)
    page = (await browsers.bob.get(f"/notes/{note.id}")).text
    links = re.findall(r'href="([^"]*)"', page)
    assert all(link.startswith(("/", "http://", "https://", "#", "?")) for link in links)
    assert not re.search(r"<a[^>]*\sonclick", page)


async def test_a_form_gives_nobody_more_rights(browsers: Browsers, db: Db) -> None:
    grab = {"name": "Bob", "region": "CN", "languages": "en", "role": "owner", "state": "active", "id": "1"}
    await _sent(browsers.bob, "/settings", grab)
    await _sent(browsers.bob, "/people/bob/role", {"role": "owner"})
    await _sent(browsers.bob, "/desk/people/bob/role", {"role": "owner", "role_reason": "Me."})
    assert (await accounts.by_ids(db.read, [_id(browsers.bob)]))[_id(browsers.bob)].role == "member"
    assert (await browsers.visitor.get("/set-up?code=guess")).status_code in {200, 404}
    joined = {"handle": "eve", "name": "Eve", "email": "eve@example.com", "region": "US", "languages": "en"}
    await browsers.visitor.send("/sign-up", {**joined, "password": "long enough 1", "role": "owner"})
    eve = await accounts.by_handle(db.read, "eve")
    assert eve is None or eve.role == "member"


def _id(browser: Browser) -> int:
    assert browser.account is not None
    return browser.account.id


async def _sent(browser: Browser, path: str, data: dict[str, str]) -> httpx.Response:
    """A form with its token; where it leads is not followed."""
    if not browser.token:
        await browser.get("/rules")
    return await browser.client.post(path, data={"_csrf": browser.token, **data}, follow_redirects=False)


def _text(answer: httpx.Response) -> str:
    """A page without what changes every time."""
    return re.sub(r"[0-9a-f]{60,}", "", answer.text)
