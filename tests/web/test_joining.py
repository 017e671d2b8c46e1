"""Whoever joins comes back to what made them join."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import pytest
from tests.town import publish
from tests.web.conftest import Browsers
from tests.web.test_flows import JOIN, asking

from vermilion import accounts
from vermilion.infra.db import Db
from vermilion.infra.errors import Invalid
from vermilion.infra.text import handles

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/a\\..\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "https://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "evil.example",
    "//[",
    "http://[",
    "/\u2028/evil.example",
]


async def test_whoever_wanted_to_like_joins_and_is_back_at_the_note(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "The hut was full.")
    dana, place = browsers.visitor, f"/notes/{note.id}"
    refused = await dana.send(f"{place}/like", {"on": "1"}, Referer=f"http://test{place}")  # without scripts
    assert refused.status_code == 401
    assert f'href="/sign-in?next={place}"' in refused.text
    assert f'href="/sign-up?next={place}"' in refused.text
    door = (await dana.get(f"/sign-in?next={place}")).text
    assert "Welcome back" not in door
    assert "Then you are back where you were." in door
    assert f'href="/sign-up?next={place}"' in door
    form = (await dana.get(f"/sign-up?next={place}")).text
    assert f'name="next" value="{place}"' in form
    assert f'href="/sign-in?next={place}"' in form
    again = await dana.send("/sign-up", JOIN | {"handle": "a!", "next": place})
    assert (again.status_code, f'name="next" value="{place}"' in again.text) == (422, True)
    joined = await dana.send("/sign-up", JOIN | {"next": place})
    assert joined.url.path == place
    assert "Welcome." in joined.text
    assert (await dana.get(f"/sign-up?next={place}")).url.path == place  # a member has nothing to fill in


async def test_every_page_says_where_one_was(browsers: Browsers) -> None:
    for path in ("/topics", "/search?q=hut&amp;kind=notes"):
        page = await browsers.visitor.get(path.replace("&amp;", "&"))
        where = path.replace("?", "%3F").replace("=", "%3D").replace("&amp;", "%26")
        assert f'href="/sign-up?next={where}"' in page.text, path


@pytest.mark.parametrize("address", ELSEWHERE)
async def test_nobody_is_led_elsewhere(browsers: Browsers, address: str) -> None:
    dana = browsers.visitor
    for path in ("/sign-up", "/sign-in"):
        page = await dana.client.get(path, params={"next": address})
        assert (page.status_code, 'name="next" value="/"' in page.text) == (200, True), path
    dana.client.follow_redirects = False
    joined = await dana.send("/sign-up", JOIN | {"next": address})
    assert (joined.status_code, joined.headers["location"]) == (303, "/")
    for path in ("/sign-up", "/sign-in"):
        answer = await dana.client.get(path, params={"next": address})
        assert (answer.status_code, urlsplit(answer.headers["location"]).path) == (303, "/"), path


async def test_a_garbled_referer_breaks_nothing(browsers: Browsers) -> None:
    for referer in ("http://[", "//[", "\\"):
        answer = await browsers.visitor.send("/notes/1/like", {"on": "1"}, Referer=referer)
        assert answer.status_code == 401, referer
        assert 'href="/sign-up?next=/"' in answer.text
        liked = await browsers.alice.send("/people/bob/follow", {"on": "1"}, Referer=referer)
        assert liked.url.path == "/people/bob"
    assert (await browsers.visitor.send("/notes/1/like", {"on": "1"}, **asking("toggle"))).status_code == 401


async def test_the_form_refuses_what_the_house_keeps_before_it_is_sent(browsers: Browsers, db: Db) -> None:
    code = await db.write(accounts.make_setup_code)
    for path in ("/sign-up", f"/set-up?code={code}"):
        found = re.search(r'id="handle"[^>]* pattern="([^"]+)"', (await browsers.visitor.get(path)).text)
        assert found, path
        pattern = re.compile(html.unescape(found[1]))
        for handle in ("dana", "Dana_2", " @dana ", "ownership", "modern_art", "a" * 20):
            assert pattern.fullmatch(handle), handle
            handles.clean_handle(handle)
        for handle in ("owner", "admin", "the_owner", "vermilion_support", "sign-up", "api", "ab", "2cool", "a" * 21):
            assert not pattern.fullmatch(handle), handle
            with pytest.raises(Invalid):
                handles.clean_handle(handle)


async def test_a_new_owner_is_shown_where_to_go(browsers: Browsers, db: Db) -> None:
    code = await db.write(accounts.make_setup_code)
    opened = await browsers.visitor.send("/set-up", JOIN | {"code": code})
    assert (opened.status_code, opened.url.path) == (200, "/set-up")
    for place in ("/desk", "/desk/translation", "/sign-up", "/publish"):
        assert f'href="{place}"' in opened.text, place
    assert "look around, then say something" not in opened.text.lower()
    assert (await browsers.alice.get("/set-up")).status_code == 404


async def test_a_handle_is_checked_while_it_is_typed_as_it_is_on_sending(browsers: Browsers) -> None:
    said = {
        "alice": "is taken",
        "al1ce": "is taken",  # looks like her
        "admln": "kept for the house",
        "ab": "3 to 20",
        "": "3 to 20",
        "Dana_2": "@dana_2 is free",
    }
    for handle, expected in said.items():
        answer = await browsers.visitor.client.get("/sign-up/handle", params={"handle": handle})
        assert answer.status_code == 200
        assert expected in answer.text, handle
        assert ("<html" in answer.text, 'id="handle-error"' in answer.text) == (False, "free" not in expected)
        if "free" not in expected:
            sent = await browsers.visitor.send("/sign-up", JOIN | {"handle": handle})
            assert (sent.status_code, expected in sent.text) == (422, True), handle
    browsers.visitor.speaks("zh-Hans")
    assert "可以使用" in (await browsers.visitor.get("/sign-up/handle?handle=dana")).text


async def test_forms_for_newcomers_name_the_check(browsers: Browsers, db: Db) -> None:
    code = await db.write(accounts.make_setup_code)
    for path in ("/sign-up", f"/set-up?code={code}"):
        form = (await browsers.visitor.get(path)).text
        assert 'data-handle="/sign-up/handle"' in form
        assert 'role="status" data-told' in form
