"""The inbox: what is deleted leaves no dead line, and an empty tab says what will stand in it."""

from __future__ import annotations

import pytest
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion.infra.db import Db
from vermilion.infra.outbox import drain


async def test_what_is_deleted_leaves_no_line(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "Look at this, @bob")
    await drain(db)
    assert "mentioned you" in (await browsers.bob.get("/inbox?tab=comments")).text
    await browsers.alice.send(f"/notes/{note.id}/delete")
    await drain(db)
    page = (await browsers.bob.get("/inbox?tab=comments")).text
    assert "mentioned you" not in page
    assert "No messages yet" in page


@pytest.mark.parametrize(
    ("tab", "says"),
    [("likes", "No likes yet"), ("followers", "No followers yet"), ("house", "Nothing from the house")],
)
async def test_an_empty_tab_says_what_stands_there(browsers: Browsers, tab: str, says: str) -> None:
    page = (await browsers.charlie.get(f"/inbox?tab={tab}")).text
    assert says in page
    assert "Write the first note" not in page
