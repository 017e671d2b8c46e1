"""A note's life, as a program leads it."""

from __future__ import annotations

from tests.api.conftest import Client, Programs

from vermilion import counters, feeds
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

NOTE = {"title": "成都火锅", "text": "Tripe first. #ChengduHotpot #火锅 @bob", "category": "food"}


async def publish(client: Client, **changes: object) -> str:
    answer = await client.post("/v1/notes", json=NOTE | changes)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_published_read_liked_and_found_in_explore(programs: Programs, visitor: Client, db: Db) -> None:
    note_id = await publish(programs.alice)
    seen = (await visitor.get(f"/v1/notes/{note_id}")).json()
    assert seen["title"] == "成都火锅"
    assert [topic["name"] for topic in seen["topics"]] == ["ChengduHotpot", "火锅"]
    kinds = [piece["kind"] for piece in seen["paragraphs"][0]]
    assert [kind for kind in kinds if kind != "text"] == ["topic", "topic", "mention"]
    assert (await programs.bob.put(f"/v1/notes/{note_id}/like")).json() == {"on": True, "count": 1}
    assert (await programs.bob.put(f"/v1/notes/{note_id}/like")).json() == {"on": True, "count": 1}
    await drain(db)
    await feeds.refresh(db)
    page = (await programs.bob.get("/v1/explore")).json()
    assert [(card["id"], card["liked"], card["numbers"]["likes"]) for card in page["items"]] == [(note_id, True, 1)]
    assert (await visitor.get("/v1/explore?channel=food")).json()["items"][0]["liked"] is False
    assert (await visitor.get("/v1/explore?channel=home")).json()["items"] == []
    topic = (await visitor.get("/v1/topics/chengduhotpot")).json()
    assert (topic["discussions"], topic["interactions"]) == (1, 1)
    assert await counters.verify(db.read) == []


async def test_following_has_it_at_once(programs: Programs) -> None:
    note_id = await publish(programs.alice)
    assert [card["id"] for card in (await programs.bob.get("/v1/following")).json()["items"]] == [note_id]
    assert (await programs.charlie.get("/v1/following")).json()["items"] == []


async def test_followers_only_and_private_notes_are_hidden_not_forbidden(programs: Programs, visitor: Client) -> None:
    followers = await publish(programs.alice, visibility="followers")
    own = await publish(programs.alice, visibility="self")
    for client, statuses in [
        (visitor, (404, 404)),
        (programs.charlie, (404, 404)),
        (programs.bob, (200, 404)),
        (programs.alice, (200, 200)),
    ]:
        got = tuple([(await client.get(f"/v1/notes/{note_id}")).status_code for note_id in (followers, own)])
        assert got == statuses
    assert (await programs.charlie.put(f"/v1/notes/{followers}/like")).status_code == 404


async def test_an_edit_keeps_what_was_said(programs: Programs, visitor: Client) -> None:
    note_id = await publish(programs.alice)
    changed = NOTE | {"title": "重庆火锅", "text": "Different town. #重庆"}
    assert (await programs.bob.put(f"/v1/notes/{note_id}", json=changed)).status_code == 404
    edited = (await programs.alice.put(f"/v1/notes/{note_id}", json=changed)).json()
    assert (edited["title"], edited["edited_at"] is not None) == ("重庆火锅", True)
    assert [topic["name"] for topic in edited["topics"]] == ["重庆"]
    versions = (await visitor.get(f"/v1/notes/{note_id}/versions")).json()["items"]
    assert [version["title"] for version in versions] == ["成都火锅"]
    assert (await visitor.get("/v1/topics/火锅")).json()["discussions"] == 0


async def test_an_edit_of_an_earlier_version_is_refused(programs: Programs) -> None:
    note_id = await publish(programs.alice)
    read = (await programs.alice.get(f"/v1/notes/{note_id}")).json()["version"]
    one, other = (NOTE | {"title": title, "version": read} for title in ("one", "other"))
    assert (await programs.alice.put(f"/v1/notes/{note_id}", json=one)).json()["title"] == "one"
    refused = await programs.alice.put(f"/v1/notes/{note_id}", json=other)
    assert (refused.status_code, refused.json()["code"]) == (409, "note_changed")
    assert (await programs.alice.get(f"/v1/notes/{note_id}")).json()["title"] == "one"
    assert (await programs.alice.put(f"/v1/notes/{note_id}", json=NOTE | {"title": "any"})).json()["title"] == "any"
    assert (await programs.alice.put(f"/v1/notes/{note_id}", json=NOTE | {"version": 0})).status_code == 422


async def test_deleted_is_gone_everywhere(programs: Programs, db: Db) -> None:
    note_id = await publish(programs.alice)
    assert (await programs.alice.delete(f"/v1/notes/{note_id}")).status_code == 204
    assert (await programs.alice.get(f"/v1/notes/{note_id}")).status_code == 404
    assert (await programs.bob.get("/v1/following")).json()["items"] == []
    assert (await programs.bob.put(f"/v1/notes/{note_id}/like")).status_code == 404
    assert await counters.verify(db.read) == []


async def test_a_repeated_call_with_its_key_publishes_once(programs: Programs) -> None:
    headers = {"Idempotency-Key": "one"}
    first = await programs.alice.post("/v1/notes", json=NOTE, headers=headers)
    again = await programs.alice.post("/v1/notes", json=NOTE, headers=headers)
    other = await programs.alice.post("/v1/notes", json=NOTE | {"title": "x"}, headers=headers)
    assert (first.status_code, again.content) == (201, first.content)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_used")
    assert len((await programs.alice.get("/v1/people/alice/notes")).json()["items"]) == 1


async def test_clear_errors(programs: Programs, visitor: Client) -> None:
    for client, body, status, code in [
        (visitor, NOTE, 403, "csrf"),
        (programs.alice, {}, 422, "empty"),
        (programs.alice, NOTE | {"title": "x" * 101}, 422, "too_long"),
        (programs.alice, NOTE | {"category": "war"}, 422, "category"),
        (programs.alice, NOTE | {"surprise": 1}, 422, "invalid_input"),
        (programs.alice, NOTE | {"media": [{"id": "12"}]}, 404, "media.unknown"),
    ]:
        answer = await client.post("/v1/notes", json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"
    broken = await programs.alice.post("/v1/notes", content=b"{\xff", headers={"Content-Type": "application/json"})
    assert broken.status_code in {400, 422}
    assert (await visitor.get("/v1/explore?cursor=nonsense")).json()["code"] == "bad_cursor"
    assert (await visitor.get("/v1/notes/99999999999999999999999")).status_code == 404
    assert (await programs.alice.get("/v1/people/alice/notes")).json()["items"] == []


async def test_likes_are_listed_for_oneself_alone(programs: Programs) -> None:
    note_id = await publish(programs.alice)
    await programs.bob.put(f"/v1/notes/{note_id}/like")
    assert [card["id"] for card in (await programs.bob.get("/v1/people/bob/liked")).json()["items"]] == [note_id]
    assert (await programs.alice.get("/v1/people/bob/liked")).status_code == 404
