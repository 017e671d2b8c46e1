"""Everybody who is here, as moderators list them, and what somebody wrote of late."""

from __future__ import annotations

import re

import pytest
from tests.staff.test_desk import someone
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import accounts
from vermilion.infra.db import Db
from vermilion.staff import people

ROW = re.compile(r'href="/desk/people/(\w+)"')


def listed(page: str) -> list[str]:
    return ROW.findall(page.partition("<ul")[2])


async def test_everybody_is_listed_latest_first_and_page_by_page(
    browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = listed((await browsers.mo.get("/desk/people")).text)
    ids = {one.account.handle: one.account.id for one in (browsers.alice, browsers.bob, browsers.charlie, browsers.mo)}
    assert everybody == sorted(ids, key=lambda handle: ids[handle], reverse=True)
    monkeypatch.setattr(people, "LISTED", 3)
    first = (await browsers.mo.get("/desk/people")).text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = (await browsers.mo.get(following[1].replace("&amp;", "&"))).text
    assert [*listed(first), *listed(second)] == everybody
    assert 'rel="next"' not in second


async def test_by_standing(browsers: Browsers, db: Db) -> None:
    await db.write(lambda tx: accounts.set_state(tx, someone(browsers.charlie).id, "suspended"))
    await db.write(lambda tx: accounts.ask_to_close(tx, someone(browsers.bob).id, 1_000_000))
    expected = {"suspended": {"charlie"}, "closing": {"bob"}, "active": {"alice", "moira"}}
    expected |= {"": set.union(*expected.values()), "closed": set.union(*expected.values())}
    for standing, handles in expected.items():
        assert set(listed((await browsers.mo.get(f"/desk/people?standing={standing}")).text)) == handles, standing
    page = await browsers.mo.get("/desk/people?standing=active&handle=charlie")
    assert (page.status_code, listed(page.text)) == (404, [])
    assert (await browsers.alice.get("/desk/people")).status_code == 404


async def test_a_case_of_a_person_shows_what_they_wrote_of_late(browsers: Browsers, db: Db) -> None:
    charlie = someone(browsers.charlie)
    case = f"/desk/cases/account/{charlie.id}"
    assert "None that is on show." in (await browsers.mo.get(case)).text
    written = [(await publish(db, charlie, f"Watch number {number}.")).id for number in range(8)]
    await db.write(lambda tx: accounts.set_state(tx, charlie.id, "suspended"))
    page = (await browsers.mo.get(case)).text
    assert [f"/desk/notes/{note_id}" in page for note_id in written] == [False] * 2 + [True] * 6
    assert page.index(f"/desk/notes/{written[-1]}") < page.index(f"/desk/notes/{written[-2]}")
