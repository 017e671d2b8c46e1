"""What hostile or broken programs send: a clear refusal each, and nothing half-written."""

from __future__ import annotations

import pytest
from tests.api.conftest import Client, Programs, client_of
from tests.api.test_notes import NOTE, publish

from vermilion import accounts
from vermilion.edge import House
from vermilion.edge.gate import Gate
from vermilion.edge.limits import Limits
from vermilion.infra.db import Db

HIDDEN = ["Ali\u200bce", "Alice\u202egnp.exe", "\u2066Alice\u2069", "\u200d", "   ", "\u3164", "A\u0000lice", "A\nB"]
PROFILE = {"name": "Alice", "bio": "", "region": "US", "languages": ["en"], "avatar_id": None}
TRICKS = [
    "'; DROP TABLE notes; --", "{{ 7 * 7 }}", "{% raw %}", "${7*7}", "%(who)s %s {who}", "<b>bold</b> & co",
    '\\" OR 1=1',
]  # fmt: skip
SHAPES = [b"{", b"[]", b"null", b'"text"', b'{"text": 5}', b'{"media": {}}', b'{"media": [1]}', b'{"text": "\xc3\x28"}']


@pytest.mark.parametrize("name", HIDDEN)
async def test_names_that_hide_something(programs: Programs, name: str) -> None:
    """Refused; only a line's end and a control character, which hide nothing, are mended."""
    answer = await programs.alice.put("/v1/me/profile", json=PROFILE | {"name": name})
    assert answer.status_code == (200 if name in {"A\u0000lice", "A\nB"} else 422)
    assert (await programs.bob.get("/v1/people/alice")).json()["person"]["name"] in {"Alice", "A B"}


@pytest.mark.parametrize("trick", TRICKS)
async def test_tricks_are_text(programs: Programs, trick: str) -> None:
    note_id = await publish(programs.alice, title=trick, text=f"{trick} #jam")
    seen = (await programs.bob.get(f"/v1/notes/{note_id}")).json()
    assert (seen["title"], seen["text"]) == (trick, f"{trick} #jam")
    said = await programs.bob.post(f"/v1/notes/{note_id}/comments", json={"text": trick})
    assert said.json()["text"] == trick
    for path in ("/v1/search/notes", "/v1/search/people", "/v1/search/topics"):
        assert (await programs.bob.get(path, params={"q": trick})).status_code == 200
    page = (await programs.bob.get(f"/notes/{note_id}")).text
    assert "<b>bold" not in page
    assert "49" not in page.partition("<article")[2].partition("</article>")[0].replace(note_id, "")


@pytest.mark.parametrize("body", [*SHAPES, b"\xff"])
async def test_json_of_wrong_shapes(programs: Programs, body: bytes) -> None:
    answer = await programs.alice.post("/v1/notes", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await programs.alice.get("/v1/people/alice/notes")).json()["items"] == []


async def test_cursors_of_other_lists(programs: Programs) -> None:
    """A list refuses another's cursor or reads it as a place of its own: never a fault, never more than is shown."""
    for number in range(3):
        note_id = await publish(programs.alice, text=f"{number} #jam")
        await programs.bob.put(f"/v1/notes/{note_id}/like")
        await programs.bob.post(f"/v1/notes/{note_id}/comments", json={"text": "Yes"})
        await programs.bob.post(f"/v1/notes/{note_id}/comments", json={"text": "No"})
    lists = [
        "/v1/people/alice/notes", "/v1/people/bob/liked", f"/v1/notes/{note_id}/comments?sort=new", "/v1/following",
        f"/v1/notes/{note_id}/comments?sort=hot", "/v1/topics/jam/notes?sort=new", "/v1/people/alice/followers",
        "/v1/search/notes?q=jam", "/v1/explore", "/v1/inbox?tab=likes", "/v1/topics/jam/notes?sort=hot",
    ]  # fmt: skip
    made = []
    for path in lists:
        found = (await programs.bob.get(path, params=None if "?" in path else {"limit": 1})).json()
        if "?" in path:
            found = (await programs.bob.get(f"{path}&limit=1")).json()
        made.append(found.get("next"))
    cursors = [cursor for cursor in made if cursor]
    assert len(cursors) >= 5
    for path in lists:
        for cursor in cursors:
            joined = "&" if "?" in path else "?"
            assert (await programs.bob.get(f"{path}{joined}cursor={cursor}")).status_code in {200, 400}


async def test_scopes_of_tokens(gate: Gate, programs: Programs, db: Db) -> None:
    note_id = await publish(programs.alice)
    bob = await accounts.by_handle(db.read, "bob")
    assert bob is not None
    secret = (await db.write(lambda tx: accounts.make_token(tx, bob.id, "reader", ["read"]))).secret
    async with client_of(gate, {"Authorization": f"Bearer {secret}"}) as reader:
        assert (await reader.get("/v1/following")).status_code == 200
        refused = [
            await reader.put(f"/v1/notes/{note_id}/like"),
            await reader.post("/v1/notes", json=NOTE),
            await reader.get("/v1/me"),
            await reader.get("/v1/me/tokens"),
            await reader.post("/v1/me/tokens", json={"name": "more", "scopes": ["write"]}),
            await reader.put("/v1/me/profile", json=PROFILE),
            await reader.delete("/v1/people/alice/follow"),
            await reader.post("/v1/reports", json={"kind": "note", "id": note_id, "reason": "spam"}),
            await reader.post("/v1/media", content=b"x"),
            await reader.post("/publish", data={"text": "By a page"}),
        ]
        assert {answer.status_code for answer in refused} == {403}
    await db.write(lambda tx: accounts.revoke_token(tx, bob.id, 1))
    assert (await programs.bob.get("/v1/following")).status_code == 200


async def test_tokens_that_do_not_hold(gate: Gate, programs: Programs, db: Db, visitor: Client) -> None:
    for header in ("Bearer nothing", "Bearer ", "Basic YTpi", "Bearer vt_\xff", "Bearer " + "x" * 5000):
        answer = await visitor.get("/v1/explore", headers={b"Authorization": header.encode("latin-1")})
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), header
    listed = (await programs.alice.get("/v1/me/tokens")).json()["items"]
    assert (await programs.bob.delete(f"/v1/me/tokens/{listed[0]['id']}")).status_code == 404
    assert (await programs.alice.delete(f"/v1/me/tokens/{listed[0]['id']}")).status_code == 204
    assert (await programs.alice.get("/v1/following")).status_code == 401


async def test_too_often_says_when_again(gate: Gate, programs: Programs) -> None:
    house = gate.house
    assert house is not None
    gate.house = House(house.settings, house.db, house.storage, house.views, Limits(1, enabled=True))
    answers = [await programs.bob.delete("/v1/people/alice/mute") for _ in range(90)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert refused[0].json()["code"] == "rate_limit"
    assert (await programs.alice.get("/v1/explore")).status_code == 200


async def test_a_length_that_lies(programs: Programs) -> None:
    for length in ("0", "5", "99999999", "-1", "x", "1e9"):
        headers = {"Content-Length": length, "Content-Type": "application/json"}
        answer = await programs.alice.post("/v1/notes", content=b'{"text": "short"}', headers=headers)
        assert answer.status_code < 500
    too_much = await programs.alice.post("/v1/notes", json={"text": "x" * 5_000_000})
    assert too_much.status_code in {413, 422}


async def test_somebody_elses_things(programs: Programs) -> None:
    """Ids can be guessed; that gives nothing."""
    note_id = await publish(programs.alice, visibility="self")
    draft = (await programs.alice.post("/v1/drafts", json={"text": "Soon"})).json()["id"]
    kept = (await programs.alice.post("/v1/collections", json={"name": "Mine", "visibility": "private"})).json()["id"]
    public = (await programs.alice.post("/v1/collections", json={"name": "Ours"})).json()["id"]
    sessions = (await programs.alice.get("/v1/me/sessions")).json()["items"]
    shown = await publish(programs.alice)
    bob = programs.bob
    answers = [
        await bob.get(f"/v1/drafts/{draft}"),
        await bob.put(f"/v1/drafts/{draft}", json={"text": "Mine now"}),
        await bob.delete(f"/v1/drafts/{draft}"),
        await bob.get(f"/v1/collections/{kept}"),
        await bob.get(f"/v1/collections/{kept}/notes"),
        await bob.put(f"/v1/collections/{kept}/follow"),
        await bob.put(f"/v1/collections/{public}", json={"name": "Bob's"}),
        await bob.delete(f"/v1/collections/{public}"),
        await bob.put(f"/v1/collections/{public}/notes/{shown}"),
        await bob.put(f"/v1/notes/{shown}/collect", json={"collection_id": public}),
        await bob.put(f"/v1/notes/{note_id}/like"),
        await bob.post(f"/v1/notes/{note_id}/shares", json={}),
        await bob.post("/v1/reports", json={"kind": "note", "id": note_id, "reason": "spam"}),
        await bob.put(f"/v1/notes/{shown}", json=NOTE),
        await bob.delete(f"/v1/notes/{shown}"),
        *[await bob.delete(f"/v1/me/sessions/{item['id']}") for item in sessions],
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert (await programs.alice.get(f"/v1/drafts/{draft}")).json()["content"]["text"] == "Soon"
    assert (await programs.alice.get(f"/v1/collections/{public}")).json()["name"] == "Ours"
    assert (await programs.alice.get(f"/v1/collections/{public}/notes")).json()["items"] == []
