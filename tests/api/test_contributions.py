"""Members translate for each other by programs: offered, compared, voted on, decided."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from tests.api.conftest import Client, Programs, client_of, token_of
from tests.api.test_notes import publish
from tests.conftest import PASSWORD_HASH

from vermilion import accounts
from vermilion.accounts import SignUp
from vermilion.edge.gate import Gate
from vermilion.infra import clock, ids
from vermilion.infra.db import Db

TITLE, TEXT = "Morning market", "Fresh peaches at the gate. #market"
OFFER: dict[str, object] = {"language": "zh-Hans", "title": "早市", "text": "门口有新鲜的桃子。#早市"}


@pytest.fixture
async def note_id(programs: Programs) -> str:
    return await publish(programs.alice, title=TITLE, text=TEXT, language="en")


@pytest.fixture
async def reader(gate: Gate, db: Db) -> AsyncIterator[Client]:
    """Somebody who has been here for long enough to vote."""
    form = SignUp(handle="dora", name="Dora", email="d@example.com", region="CN", languages=["zh-Hans", "en"])
    old = ids.id_at(clock.now() - 40 * clock.DAY, 1)
    dora = await db.write(lambda tx: accounts.sign_up(tx, form, PASSWORD_HASH, account_id=old))
    async with client_of(gate, {"Authorization": f"Bearer {await token_of(db, dora)}"}) as client:
        yield client


async def offer(client: Client, note_id: str, **changes: object) -> str:
    answer = await client.post(f"/v1/notes/{note_id}/translations", json=OFFER | changes)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_offered_voted_for_accepted_and_shown(
    programs: Programs, visitor: Client, reader: Client, note_id: str
) -> None:
    assert "translate" in (await programs.bob.get(f"/v1/notes/{note_id}")).json()["may"]
    made = await offer(programs.bob, note_id)
    [listed] = (await visitor.get(f"/v1/notes/{note_id}/translations?language=zh-Hans")).json()["items"]
    assert (listed["id"], listed["state"], listed["translator"]["handle"]) == (made, "offered", "bob")
    assert (listed["language"], listed["source"], listed["may"]) == ("zh-Hans", "en", [])
    voted = await reader.put(f"/v1/translations/{made}/vote", json={"value": 1})
    assert voted.json() == {"value": 1, "score": 1, "state": "offered"}
    assert (await reader.get(f"/v1/translations/{made}")).json()["voted"] == 1
    assert (await reader.delete(f"/v1/translations/{made}/vote")).json()["score"] == 0
    assert (await programs.bob.put(f"/v1/translations/{made}/vote", json={"value": 1})).json()[
        "code"
    ] == "own_translation"
    accepted = await programs.alice.put(f"/v1/translations/{made}/acceptance")
    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted")
    shown = (await visitor.get(f"/v1/notes/{note_id}?translate=zh-Hans")).json()["translation"]
    assert (shown["title"], shown["by"], shown["translator"]["handle"]) == ("早市", "person", "bob")
    better = await offer(reader, note_id, title="晨市", based_on=made)
    view = (await visitor.get(f"/v1/translations/{better}")).json()
    assert (view["compared_with"], view["based_on"]) == ("person", made)
    assert view["title_changes"] == [{"kind": "removed", "text": "早市"}, {"kind": "added", "text": "晨市"}]
    for _ in range(2):  # whoever got no answer says it again
        declined = await programs.alice.delete(f"/v1/translations/{made}/acceptance")
        assert (declined.status_code, declined.json()["state"]) == (200, "declined")
    assert (await visitor.get(f"/v1/translations/{made}")).status_code == 404
    assert (await visitor.get(f"/v1/notes/{note_id}?translate=zh-Hans")).json()["translation"] is None


async def test_refusals_are_told_in_the_words_of_programs(programs: Programs, visitor: Client, note_id: str) -> None:
    path = f"/v1/notes/{note_id}/translations"
    refusals: list[tuple[dict[str, object], int, str, str | None]] = [
        ({"language": "fr"}, 422, "not_your_language", "language"),
        ({"language": "en"}, 422, "same_language", "language"),
        ({"title": ""}, 422, "title_missing", "title"),
        ({"text": f"{OFFER['text']} https://example.org"}, 422, "link_added", "text"),
        ({"alts": ["桃子"]}, 422, "too_many_alts", "alts"),
        ({"based_on": "7"}, 404, "not_found", None),
        ({"version": 4000}, 409, "text_changed", None),
        ({"target": "zh-Hans"}, 422, "invalid_input", None),
    ]
    for changes, status, code, field in refusals:
        answer = await programs.bob.post(path, json=OFFER | changes)
        told = answer.json()
        assert (answer.status_code, told["code"]) == (status, code), changes
        assert field is None or told["field"] == field
    assert (await visitor.post(path, json=OFFER)).status_code == 403  # a page's token is missing
    assert (await programs.bob.get(path)).json()["items"] == []


async def test_a_repeated_offer_is_one(programs: Programs, note_id: str) -> None:
    headers = {"Idempotency-Key": "one"}
    path = f"/v1/notes/{note_id}/translations"
    first, again = [await programs.bob.post(path, json=OFFER, headers=headers) for _ in range(2)]
    assert (first.status_code, first.content) == (201, again.content)
    version = (await programs.alice.get(f"/v1/notes/{note_id}")).json()["version"]
    named = await programs.bob.post(path, json=OFFER | {"title": "集市", "version": version})
    assert named.status_code == 201
    assert len((await programs.bob.get(path)).json()["items"]) == 1  # it took the place of the first


async def test_comments_are_translated_alike(programs: Programs, visitor: Client, note_id: str) -> None:
    said = (await programs.alice.post(f"/v1/notes/{note_id}/comments", json={"text": "They were ripe."})).json()
    path = f"/v1/comments/{said['id']}/translations"
    made = await programs.bob.post(path, json={"language": "zh-Hans", "text": "桃子都熟了。", "source": "en"})
    assert (made.status_code, made.json()["about"]["kind"]) == (201, "comment")
    await programs.alice.put(f"/v1/translations/{made.json()['id']}/acceptance")
    [shown] = (await visitor.get(f"/v1/notes/{note_id}/comments?translate=zh-Hans")).json()["items"]
    assert shown["translation"]["text"] == "桃子都熟了。"
    assert [item["state"] for item in (await visitor.get(path)).json()["items"]] == ["accepted"]


async def test_only_whose_it_is_decides(programs: Programs, visitor: Client, moderator: Client, note_id: str) -> None:
    made = await offer(programs.bob, note_id)
    path = f"/v1/translations/{made}"
    for client in (programs.charlie, programs.bob):
        assert (await client.put(f"{path}/acceptance")).json()["code"] == "audience.only_staff"
        assert (await client.delete(f"{path}/acceptance")).status_code == 403
    assert (await programs.charlie.delete(path)).status_code == 403
    assert (await visitor.delete(path)).status_code == 403
    # A moderator needs a token for the desk, and a reason.
    assert (await programs.mo.put(f"{path}/acceptance?reason=Right")).json()["code"] == "token_scope"
    assert (await moderator.put(f"{path}/acceptance")).json()["code"] == "reason_missing"
    assert (await moderator.put(f"{path}/acceptance?reason=It+is+right")).json()["state"] == "accepted"
    assert (await moderator.delete(path)).json()["code"] == "reason_missing"
    assert (await moderator.delete(f"{path}?reason=It+insults")).status_code == 204
    log = (await moderator.get("/v1/desk/acts")).json()["items"]
    assert [(act["action"], act["reason"]) for act in log] == [
        ("remove_translation", "It insults"),
        ("accept_translation", "It is right"),
    ]
    assert (await programs.bob.get(path)).status_code == 404


async def test_taken_back_and_what_one_has_helped_with(programs: Programs, visitor: Client, note_id: str) -> None:
    made = await offer(programs.bob, note_id)
    offered = (await visitor.get("/v1/people/bob/help")).json()
    assert (offered["translations"], offered["items"]) == (0, [])
    assert [item["id"] for item in (await programs.bob.get("/v1/people/bob/help")).json()["items"]] == [made]
    await programs.alice.put(f"/v1/translations/{made}/acceptance")
    helped = (await visitor.get("/v1/people/bob/help")).json()
    assert (helped["translations"], helped["corrections"], helped["thanks"]) == (1, 0, 0)
    assert [(item["id"], item["about"]["words"]) for item in helped["items"]] == [(made, TITLE)]
    assert (await visitor.get("/v1/people/nobody/help")).status_code == 404
    assert (await programs.bob.delete(f"/v1/translations/{made}")).status_code == 204
    assert (await visitor.get("/v1/people/bob/help")).json()["translations"] == 0


async def test_what_is_hidden_has_no_translations(programs: Programs, note_id: str) -> None:
    made = await offer(programs.bob, note_id)
    hidden = {"title": TITLE, "text": TEXT, "visibility": "self", "language": "en"}
    assert (await programs.alice.put(f"/v1/notes/{note_id}", json=hidden)).status_code == 200
    for answer in (
        await programs.bob.get(f"/v1/notes/{note_id}/translations"),
        await programs.bob.post(f"/v1/notes/{note_id}/translations", json=OFFER),
        await programs.bob.get(f"/v1/translations/{made}"),
        await programs.mo.get(f"/v1/translations/{made}"),
        await programs.bob.put(f"/v1/translations/{made}/vote", json={"value": 1}),
        await programs.bob.put(f"/v1/translations/{made}/acceptance"),
    ):
        assert answer.status_code == 404
