"""A search that finds nothing of one kind points to what it finds of another."""

from __future__ import annotations

import pytest
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

BUT = "But these go by that name:"


async def test_a_sign_says_what_is_looked_for(browsers: Browsers, db: Db) -> None:
    await drain(db)
    for sign in "@＠":
        page = (await browsers.visitor.get(f"/search?q={sign}alice")).text
        assert 'class="byline__name" href="/people/alice"' in page
        assert 'aria-current="page">People' in page
    page = (await browsers.visitor.get("/search?q=@alice&kind=notes")).text
    assert 'aria-current="page">Notes' in page


@pytest.mark.parametrize("kind", ["notes", "people", "topics"])
async def test_names_of_other_kinds_are_offered_where_nothing_is_found(
    browsers: Browsers, db: Db, kind: str
) -> None:
    await publish(db, browsers.alice.account, "warm #teahouse")
    await drain(db)
    page = (await browsers.visitor.get(f"/search?q=ali&kind={kind}")).text
    assert ('class="chip" href="/people/alice"' in page, BUT in page) == (kind != "people",) * 2
    page = (await browsers.visitor.get(f"/search?q=teah&kind={kind}")).text
    assert ('class="chip" href="/topics/teahouse"' in page, BUT in page) == (kind == "people",) * 2
    page = (await browsers.visitor.get(f"/search?q=nobodyknows&kind={kind}")).text
    assert BUT not in page
    assert "Ask in a note" in page


async def test_who_may_not_be_seen_is_not_offered(browsers: Browsers, db: Db) -> None:
    await drain(db)
    await browsers.alice.get("/people/bob")
    await browsers.alice.send("/people/bob/block", {"on": "1"})
    assert BUT in (await browsers.charlie.get("/search?q=alic&kind=notes")).text
    assert BUT not in (await browsers.bob.get("/search?q=alic&kind=notes")).text
