"""Nothing that a member types comes out as markup, on any page that shows it."""

from __future__ import annotations

import re

from tests.web.conftest import Browsers

from vermilion import feeds
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

EVIL = "<script>x()</script>"
QUOTED = "\"><img src=x onerror=x()>'"
RAW = re.compile(r"<script>x|<img src=x|onerror=x\(\)>(?!&)")


async def test_every_field_is_escaped_wherever_it_is_shown(browsers: Browsers, db: Db) -> None:
    alice, bob = browsers.alice, browsers.bob
    profile = {"name": f"A {EVIL}"[:40], "bio": EVIL + QUOTED, "region": "US", "languages": ["en"]}
    await alice.send("/settings", profile, [("avatar", ("", b"", "image/png"))])
    form = {"title": EVIL + QUOTED, "text": f"{EVIL}{QUOTED} #topic @bob", "category": "food", "visibility": "everyone"}
    path = (await alice.send("/publish", form)).url.path
    assert path.startswith("/notes/")
    await alice.send("/publish", form | {"keep": "draft"})
    await bob.send(f"{path}/comments", {"text": EVIL + QUOTED}, [("picture", ("", b"", "image/png"))])
    await alice.send(f"{path}/collections", {"collection": "new", "name": EVIL, "visibility": "everyone"})
    await alice.send("/settings/tokens", {"name": EVIL + QUOTED, "scopes": ["read"]})
    await drain(db)
    await feeds.refresh(db)
    pages = ["/", path, f"{path}/share", f"{path}/comments?sort=new", "/people/alice", "/people/alice?tab=collections"]
    pages += ["/topics/topic", "/people/bob/following", "/search?q=script", f"/search?q={EVIL}{QUOTED}"]
    own = [f"{path}/edit", f"{path}/delete", f"{path}/collections", "/drafts", "/inbox?tab=comments", "/settings"]
    own += ["/settings/tokens", "/publish?topic=" + EVIL]
    for page in pages + own:
        answer = await alice.get(page)
        assert answer.status_code == 200, page
        assert not RAW.search(answer.text), page
        assert "&lt;script&gt;" in answer.text or page.endswith("/delete"), page


async def test_refused_forms_show_what_was_typed_escaped(browsers: Browsers) -> None:
    typed = {"handle": EVIL, "name": QUOTED, "email": EVIL, "password": EVIL, "region": EVIL, "languages": [EVIL]}
    answer = await browsers.visitor.send("/sign-up", typed)
    assert answer.status_code == 422
    assert not RAW.search(answer.text)
    answer = await browsers.visitor.send("/sign-in", {"login": QUOTED + EVIL, "password": "x", "next": QUOTED})
    assert answer.status_code == 422
    assert not RAW.search(answer.text)
    for path in (f"/people/{EVIL}", f"/topics/{EVIL}", f"/?channel={EVIL}"):
        answer = await browsers.visitor.get(path)
        assert answer.status_code == 404, path
        assert not RAW.search(answer.text)
