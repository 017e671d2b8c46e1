"""Ways back in by mail: links that work once, and links that are dead."""

from __future__ import annotations

import re

import msgspec
import pytest
from tests.web.conftest import Browsers
from tests.web.test_flows import JOIN

from vermilion.infra import jobs, mail
from vermilion.infra.db import Db
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A house that sends mail, as far as its pages know."""
    return msgspec.structs.replace(settings, smtp_url="smtp://127.0.0.1:9")


async def mailed(db: Db, settings: Settings, kind: str) -> list[str]:
    """The paths of the links that went out."""
    kept = msgspec.structs.replace(settings, smtp_url="")
    await jobs.run_due(JobContext(db, open_storage(kept.media), kept))
    texts = [path.read_text() for path in sorted(mail.folder(kept).glob("*.eml"))]
    return [found[1] for text in texts if (found := re.search(rf"(/{kind}/[\w-]+)", text))]


async def test_a_forgotten_password(browsers: Browsers, db: Db, settings: Settings) -> None:
    dana = browsers.visitor
    await dana.send("/sign-up", JOIN)
    await dana.send("/sign-out")
    unknown = await dana.send("/forgotten", {"email": "nobody@example.com"})
    known = await dana.send("/forgotten", {"email": JOIN["email"]})
    assert (unknown.status_code, "Look at your mail" in unknown.text) == (known.status_code, True)
    links = await mailed(db, settings, "reset")
    assert len(links) == 1
    assert 'id="password"' in (await dana.get(links[0])).text
    assert (await dana.send(links[0], {"password": "short"})).status_code == 422
    assert (await dana.send(links[0], {"password": "another long one"})).url.path == "/sign-in"
    dead = await dana.send(links[0], {"password": "another long one"})
    assert (dead.status_code, "This link no longer works" in dead.text) == (404, True)
    assert (await dana.send("/sign-in", {"login": "dana", "password": "another long one"})).url.path == "/"


async def test_a_dead_link_says_so_at_once(browsers: Browsers) -> None:
    for path, anew in (("/reset/nothing", "/forgotten"), ("/confirm/nothing", "/settings/account")):
        page = await browsers.visitor.get(path)
        assert (page.status_code, "This link no longer works" in page.text) == (404, True), path
        assert f'href="{anew}"' in page.text
        assert "<form" not in page.text
        browsers.visitor.speaks("zh-Hans")
        assert "链接已失效" in (await browsers.visitor.get(path)).text
        browsers.visitor.speaks("en")


async def test_a_link_of_one_kind_opens_no_other_door(browsers: Browsers, db: Db, settings: Settings) -> None:
    dana = browsers.visitor
    await dana.send("/sign-up", JOIN)
    [confirm] = await mailed(db, settings, "confirm")
    assert (await dana.get(confirm.replace("confirm", "reset"))).status_code == 404
    for _ in range(2):  # looking spends nothing
        assert "It is mine" in (await dana.get(confirm)).text
    assert (await dana.send(confirm)).url.path == "/settings/account"
    assert (await dana.get(confirm)).status_code == 404
