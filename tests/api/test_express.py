"""The short way and the ordinary one give the same answers."""

from __future__ import annotations

from tests.api.conftest import Programs, client_of
from tests.api.test_notes import publish

from vermilion import feeds
from vermilion.edge.gate import Gate
from vermilion.infra.db import Db

MORE = {"HX-Request": "true", "HX-Target": "more", "Accept-Language": "en"}


async def test_the_short_way_says_the_same(programs: Programs, gate: Gate, db: Db) -> None:
    note_id = await publish(programs.alice)
    await feeds.refresh(db)
    ordinary = Gate(gate.app, log_requests=False)
    ordinary.house = gate.house
    headers = {"Authorization": programs.bob.headers["Authorization"]}
    async with client_of(ordinary, headers) as slow, client_of(gate, headers) as quick:
        for method, path in [
            ("GET", "/v1/explore?limit=5"),
            ("GET", "/v1/explore?channel=nowhere"),
            ("GET", "/v1/explore?cursor=nonsense"),
            ("GET", "/v1/explore?limit=0"),
            ("PUT", f"/v1/notes/{note_id}/like"),
            ("PUT", "/v1/notes/12/like"),
            ("PUT", "/v1/notes/x/y/like"),
        ]:
            one, other = await slow.request(method, path), await quick.request(method, path)
            assert (one.status_code, one.headers["content-type"]) == (other.status_code, other.headers["content-type"])
            if one.status_code == 200:
                assert one.content == other.content
            else:
                assert one.json()["code"] == other.json()["code"]


async def test_what_follows_a_page_of_explore_is_list_items(programs: Programs, db: Db) -> None:
    note_id = await publish(programs.alice)
    await feeds.refresh(db)
    answer = await programs.bob.get("/", headers=MORE)
    assert answer.text.startswith("<li><article")
    assert f'data-view="{note_id}"' in answer.text
    assert answer.headers["vary"]
    assert (await programs.bob.get("/?channel=nowhere", headers=MORE)).status_code == 404
