"""Red ink by programs: given where somebody asks for it, taken over, declined, thanked for."""

from __future__ import annotations

from tests.api.conftest import Client, Programs
from tests.api.test_notes import publish

TEXT, RIGHT = "I has three peach from the market.", "I have three peaches from the market."


async def asking(programs: Programs) -> str:
    """A note whose author asks to be corrected."""
    return await publish(programs.alice, title="Peaches", text=TEXT, language="en", wants_correction=True)


async def test_corrected_taken_over_and_thanked(programs: Programs, visitor: Client) -> None:
    note_id = await asking(programs)
    note = (await programs.bob.get(f"/v1/notes/{note_id}")).json()
    assert (note["wants_correction"], "correct" in note["may"]) == (True, True)
    assert "correct" not in (await programs.alice.get(f"/v1/notes/{note_id}")).json()["may"]
    given = {"text": RIGHT, "remark": "I have, two peaches", "version": note["version"]}
    made = await programs.bob.post(f"/v1/notes/{note_id}/corrections", json=given)
    assert made.status_code == 201
    path = f"/v1/corrections/{made.json()['id']}"
    [waiting] = (await programs.alice.get(f"/v1/notes/{note_id}/corrections")).json()["items"]
    assert (waiting["state"], waiting["may"]) == ("offered", ["accept", "decline", "thank"])
    assert {"kind": "added", "text": "have"} in waiting["changes"]
    assert (await visitor.get(path)).status_code == 404
    assert (await visitor.get(f"/v1/notes/{note_id}/corrections")).json()["items"] == []
    assert (await programs.bob.put(f"{path}/acceptance")).status_code == 404
    taken = await programs.alice.put(f"{path}/acceptance")
    assert (taken.status_code, taken.json()["state"]) == (200, "accepted")
    corrected = (await visitor.get(f"/v1/notes/{note_id}")).json()
    assert (corrected["text"], corrected["title"], corrected["wants_correction"]) == (RIGHT, "Peaches", True)
    assert (await programs.alice.delete(f"{path}/acceptance")).json()["code"] == "not_open"
    thanked = [await programs.alice.put(f"{path}/thanks") for _ in range(2)]
    assert [(answer.status_code, answer.json()["thanked"]) for answer in thanked] == [(200, True)] * 2
    helped = (await visitor.get("/v1/people/bob/help")).json()
    assert (helped["corrections"], helped["thanks"]) == (1, 1)
    own = (await programs.bob.get("/v1/people/bob/help/corrections")).json()["items"]
    assert [item["id"] for item in own] == [made.json()["id"]]
    late = await programs.bob.post(f"/v1/notes/{note_id}/corrections", json=given)
    assert late.json()["code"] == "text_changed"


async def test_a_title_is_corrected_beside_the_text_or_alone(programs: Programs, visitor: Client) -> None:
    note_id = await publish(
        programs.alice, title="Three peach", text=TEXT, language="en", wants_correction=True, category="food"
    )
    path = f"/v1/notes/{note_id}/corrections"
    made = await programs.bob.post(path, json={"title": "Three peaches"})
    assert (made.status_code, made.json()["title"], made.json()["text"]) == (201, "Three peaches", TEXT)
    [waiting] = (await programs.alice.get(path)).json()["items"]
    assert {"kind": "added", "text": "peaches"} in waiting["title_changes"]
    assert waiting["changes"] == [{"kind": "same", "text": TEXT}]
    await programs.alice.put(f"/v1/corrections/{made.json()['id']}/acceptance")
    note = (await visitor.get(f"/v1/notes/{note_id}")).json()
    assert (note["title"], note["text"], note["category"]) == ("Three peaches", TEXT, "food")
    [shown] = (await visitor.get(path)).json()["items"]
    assert shown["title_changes"] == waiting["title_changes"]
    again = await programs.bob.post(path, json={"title": "Three peaches", "text": RIGHT})
    assert (again.json()["title"], again.json()["title_changes"]) == ("", None)
    untitled = await publish(programs.alice, title="", text=TEXT, language="en", wants_correction=True)
    refused = await programs.bob.post(f"/v1/notes/{untitled}/corrections", json={"title": "Peaches"})
    assert (refused.status_code, refused.json()["code"]) == (422, "no_title")


async def test_what_is_right_is_said_to_be(programs: Programs, visitor: Client) -> None:
    path = f"/v1/notes/{await asking(programs)}/corrections"
    assert (await programs.bob.post(path, json={"text": TEXT})).json()["code"] == "nothing_corrected"
    assert (await programs.bob.post(path, json={})).json()["code"] == "nothing_corrected"
    made = await programs.bob.post(path, json={"is_right": True, "remark": "lovely"})
    assert (made.status_code, made.json()["text"]) == (201, TEXT)
    await programs.alice.put(f"/v1/corrections/{made.json()['id']}/thanks")
    [shown] = (await visitor.get(path)).json()["items"]
    assert (shown["state"], shown["changes"]) == ("accepted", [{"kind": "same", "text": TEXT}])


async def test_comments_are_corrected_where_somebody_asks(programs: Programs, moderator: Client) -> None:
    note_id = await publish(programs.bob)
    path = f"/v1/notes/{note_id}/comments"
    plain = (await programs.alice.post(path, json={"text": TEXT})).json()
    refused = await programs.bob.post(f"/v1/comments/{plain['id']}/corrections", json={"text": RIGHT})
    assert (refused.status_code, refused.json()["code"], "correct" in plain["may"]) == (403, "not_asked", False)
    asking = (await programs.alice.post(path, json={"text": TEXT, "wants_correction": True})).json()
    assert asking["wants_correction"] is True
    ids = []
    for client in (programs.bob, moderator):
        said = RIGHT if client is programs.bob else RIGHT.replace("I have", "I've")
        made = await client.post(f"/v1/comments/{asking['id']}/corrections", json={"text": said})
        assert made.status_code == 201, made.text
        ids.append(made.json()["id"])
    assert (await programs.alice.delete(f"/v1/corrections/{ids[0]}/acceptance")).json()["state"] == "declined"
    assert (await programs.charlie.delete(f"/v1/corrections/{ids[0]}")).status_code == 404
    assert (await moderator.delete(f"/v1/corrections/{ids[0]}")).json()["code"] == "reason_missing"
    assert (await moderator.delete(f"/v1/corrections/{ids[0]}?reason=Rude")).status_code == 204
    assert (await moderator.delete(f"/v1/corrections/{ids[1]}")).status_code == 204  # their own needs none
    assert (await programs.alice.get(f"/v1/comments/{asking['id']}/corrections")).json()["items"] == []


async def test_a_decision_is_made_once_however_often_it_is_said(programs: Programs, visitor: Client) -> None:
    """Whoever got no answer asks again."""
    note_id = await asking(programs)
    made = await programs.bob.post(f"/v1/notes/{note_id}/corrections", json={"text": RIGHT})
    path = f"/v1/corrections/{made.json()['id']}/acceptance"
    taken = [(await programs.alice.put(path)).json() for _ in range(2)]
    assert [one["state"] for one in taken] == ["accepted"] * 2
    assert taken[0]["decided_at"] == taken[1]["decided_at"]
    assert (await visitor.get(f"/v1/notes/{note_id}")).json()["version"] == 2
    left = await programs.bob.post(f"/v1/notes/{note_id}/corrections", json={"text": TEXT})
    path = f"/v1/corrections/{left.json()['id']}/acceptance"
    assert [(await programs.alice.delete(path)).json()["state"] for _ in range(2)] == ["declined"] * 2
    assert (await programs.alice.put(path)).json()["code"] == "not_open"
