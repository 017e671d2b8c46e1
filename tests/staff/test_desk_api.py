"""The same desk for programs."""

from __future__ import annotations

from tests.api.conftest import Programs
from tests.town import publish

from vermilion import accounts
from vermilion.infra import clock
from vermilion.infra.db import Db


async def test_cases_acts_and_their_scope(programs: Programs, db: Db) -> None:
    alice = await accounts.by_handle(db.read, "alice")
    mo = await accounts.by_handle(db.read, "moira")
    assert alice is not None
    assert mo is not None
    note = await publish(db, alice, "Cheap watches.")
    told = {"kind": "note", "id": str(note.id), "reason": "spam"}
    assert (await programs.bob.post("/v1/reports", json=told)).status_code == 201
    act = {"kind": "note", "id": str(note.id), "action": "remove", "reason": "Rule 5."}
    assert (await programs.alice.post("/v1/desk/acts", json=act)).status_code == 404
    assert (await programs.mo.get("/v1/desk/cases")).json()["code"] == "token_scope"
    made = await db.write(lambda tx: accounts.make_token(tx, mo.id, "desk", ["desk"]))
    programs.mo.headers["Authorization"] = f"Bearer {made.secret}"
    listed = (await programs.mo.get("/v1/desk/cases")).json()["items"]
    assert [(item["words"], item["reports"], item["reasons"]) for item in listed] == [("Cheap watches.", 1, ["spam"])]
    case = (await programs.mo.get(f"/v1/desk/cases/note/{note.id}")).json()
    assert (case["state"], case["reports"][0]["reporter"]["handle"]) == ("published", "bob")
    done = await programs.mo.post("/v1/desk/acts", json=act)
    assert (done.status_code, done.json()["actor"]["handle"]) == (201, "moira")
    assert (await programs.bob.get(f"/v1/notes/{note.id}")).status_code == 404
    assert (await programs.mo.post("/v1/desk/acts", json=act)).status_code == 409
    assert (await programs.mo.post("/v1/desk/acts", json=act | {"action": "burn"})).status_code == 422
    assert (await programs.mo.post("/v1/desk/acts", json=act | {"kind": "topic"})).status_code == 404
    assert [item["action"] for item in (await programs.mo.get("/v1/desk/acts")).json()["items"]] == ["remove"]


async def test_a_suspension_by_a_program_may_end_by_itself(programs: Programs, db: Db) -> None:
    alice = await accounts.by_handle(db.read, "alice")
    mo = await accounts.by_handle(db.read, "moira")
    assert alice is not None
    assert mo is not None
    made = await db.write(lambda tx: accounts.make_token(tx, mo.id, "desk", ["desk"]))
    programs.mo.headers["Authorization"] = f"Bearer {made.secret}"
    act = {"kind": "account", "id": str(alice.id), "action": "remove", "reason": "Rule 5.", "days": 7}
    for days in (2, 31, -1):
        assert (await programs.mo.post("/v1/desk/acts", json=act | {"days": days})).status_code == 422, days
    done = await programs.mo.post("/v1/desk/acts", json=act)
    until = await accounts.suspended_until(db.read, alice.id)
    assert until is not None
    assert (done.status_code, done.json()["ends_at"]) == (201, clock.rfc3339(until))
    assert (await programs.alice.get("/v1/me/appeal")).json()["ends_at"] == clock.rfc3339(until)
