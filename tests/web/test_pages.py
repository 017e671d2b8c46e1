"""Every page is drawn, for visitors and members, in both languages."""

from __future__ import annotations

import pytest
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import accounts, feeds
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

OPEN = [
    "/",
    "/?channel=food",
    "/?channel=following",
    "/notes/{note}",
    "/notes/{note}/share",
    "/notes/{note}/comments?sort=new",
    "/topics",
    "/topics/hiking",
    "/topics/hiking?sort=new",
    "/people/alice",
    "/people/alice?tab=collections",
    "/people/alice/followers",
    "/people/alice/following",
    "/search",
    "/search?q=hut",
    "/search?q=alice&kind=people",
    "/search?q=hik&kind=topics",
    "/rules",
    "/offline",
]
BEFORE = ["/sign-in", "/sign-up", "/forgotten"]
OWN = [
    "/publish",
    "/publish?topic=hiking",
    "/notes/{note}/edit",
    "/notes/{note}/delete",
    "/notes/{note}/collections",
    "/drafts",
    "/inbox",
    "/inbox?tab=house",
    "/people/alice?tab=liked",
    "/people/bob/block",
    "/reports/new?kind=account&id={bob}",
    "/collections/new",
    "/settings",
    "/settings/account",
    "/settings/display",
    "/settings/privacy",
    "/settings/sign-ins",
    "/settings/tokens",
]


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
async def test_every_page_is_drawn(browsers: Browsers, db: Db, tag: str) -> None:
    note = await publish(db, browsers.alice.account, "The hut was full. #hiking @bob")
    await drain(db)
    await feeds.refresh(db)
    browsers.visitor.speaks(tag)
    alice = browsers.alice.account
    await db.write(lambda tx: accounts.set_preferences(tx, alice.id, locale=tag, theme="dark"))
    for path in OPEN + BEFORE:
        answer = await browsers.visitor.get(path.format(note=note.id, bob=browsers.bob.account.id))
        assert answer.status_code == 200, (path, answer.text)
        assert f'<html lang="{tag}"' in answer.text
    for path in OPEN + OWN:
        answer = await browsers.alice.get(path.format(note=note.id, bob=browsers.bob.account.id))
        assert answer.status_code == 200, (path, answer.text)
        assert f'<html lang="{tag}" data-theme="dark"' in answer.text
        assert "<script>" not in answer.text
        assert " style=" not in answer.text


async def test_what_needs_an_account_leads_to_the_sign_in_and_back(browsers: Browsers) -> None:
    answer = await browsers.visitor.get("/settings/tokens")
    assert answer.url.path == "/sign-in"
    assert 'name="next" value="/settings/tokens"' in answer.text
    assert (await browsers.visitor.get("/people/nobody_at_all")).status_code == 404
    assert (await browsers.visitor.get("/notes/17")).status_code == 404
    assert (await browsers.visitor.get("/notes/%2e%2e")).status_code == 404


async def test_the_offline_page_is_everybodys(browsers: Browsers) -> None:
    """It is kept as a visitor sees it, and shown to members."""
    page = (await browsers.visitor.get("/offline")).text
    assert "/sign-up" not in page
    assert 'action="/reading"' not in page
    assert "/sign-up" in (await browsers.visitor.get("/rules")).text
