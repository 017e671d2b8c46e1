"""A note that is edited in two windows: neither overwrites the other without a word."""

from __future__ import annotations

import re

from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import notes
from vermilion.infra.db import Db

VERSION = re.compile(r'name="version" value="(\d+)"')
CHANGED = "This note was changed since you opened it"


def version_of(page: str) -> str:
    found = VERSION.search(page)
    assert found
    return found[1]


async def test_the_second_window_is_told_and_keeps_what_was_typed(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "tea")
    place = f"/notes/{note.id}/edit"
    opened = version_of((await browsers.alice.get(place)).text)

    async def text() -> str:
        return (await notes.by_ids(db.read, [note.id]))[note.id].text

    first = await browsers.alice.send(place, {"version": opened, "text": "tea with milk"})
    assert first.status_code == 200
    refused = await browsers.alice.send(place, {"version": opened, "text": "tea with lemon"})
    assert refused.status_code == 422
    assert CHANGED in refused.text
    assert ">tea with lemon</textarea>" in refused.text
    assert f'href="/notes/{note.id}" target="_blank"' in refused.text
    assert await text() == "tea with milk"
    again = await browsers.alice.send(place, {"version": version_of(refused.text), "text": "tea with lemon"})
    assert again.status_code == 200
    assert await text() == "tea with lemon"


async def test_a_form_that_is_wrong_otherwise_stays_of_its_version(browsers: Browsers, db: Db) -> None:
    note = await publish(db, browsers.alice.account, "tea")
    place = f"/notes/{note.id}/edit"
    opened = version_of((await browsers.alice.get(place)).text)
    await browsers.alice.send(place, {"version": opened, "text": "tea with milk"})
    refused = await browsers.alice.send(place, {"version": opened, "text": "x" * 2001})
    assert version_of(refused.text) == opened
    assert CHANGED not in refused.text
