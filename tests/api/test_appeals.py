"""A second look for programs."""

from __future__ import annotations

import httpx
from tests.api.conftest import Programs
from tests.conftest import Cast
from tests.moderation.test_appeals import WHY, comment_of, remove, second_moderator
from tests.town import publish

from vermilion import accounts
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

SAID = {"details": "It is my own shop, and the note says so."}


async def test_asked_read_and_answered(programs: Programs, db: Db, cast: Cast, visitor: httpx.AsyncClient) -> None:
    note = await publish(db, cast.alice, "Cheap watches.")
    his = await publish(db, cast.bob, "A clock tower.")
    comment = await comment_of(db, cast.alice, his.id, cast.bob)
    things = {f"/v1/notes/{note.id}": ("note", note.id), f"/v1/comments/{comment.id}": ("comment", comment.id)}
    things["/v1/me"] = ("account", cast.alice.id)
    await second_moderator(db)
    made = await db.write(lambda tx: accounts.make_token(tx, cast.mo.id, "desk", ["desk"]))
    programs.mo.headers["Authorization"] = f"Bearer {made.secret}"
    for path, (kind, identifier) in things.items():
        assert (await programs.alice.get(f"{path}/appeal")).status_code == 404
        early = await programs.alice.post(f"{path}/appeal", json=SAID)
        assert (early.status_code, early.json()["code"]) == (409, "not_removed")
        await remove(db, cast.mo, kind, identifier)
        offered = (await programs.alice.get(f"{path}/appeal")).json()
        assert (offered["state"], offered["reason"]) == ("offered", WHY)
        assert (await visitor.get(f"{path}/appeal")).status_code == 401
        nobody = await visitor.post(f"{path}/appeal", json=SAID)  # as every unsafe call without a token
        assert (nobody.status_code, nobody.json()["code"]) == (403, "csrf")
        if kind != "account":
            assert (await programs.bob.get(f"{path}/appeal")).status_code == 404
            assert (await programs.bob.post(f"{path}/appeal", json=SAID)).status_code == 404
        once = {"Idempotency-Key": f"appeal-{kind}"}
        for _ in range(2):
            asked = await programs.alice.post(f"{path}/appeal", json=SAID, headers=once)
            assert (asked.status_code, asked.json()["state"]) == (201, "open")
        again = await programs.alice.post(f"{path}/appeal", json={})
        assert (again.status_code, again.json()["code"]) == (409, "appealed")
        listed = (await programs.mo.get("/v1/desk/cases")).json()["items"]
        assert [(item["kind"], item["reports"], item["appeal"]) for item in listed] == [(kind, 0, True)]
        case = (await programs.mo.get(f"/v1/desk/cases/{kind}/{identifier}")).json()["appeal"]
        assert (case["details"], case["reason"], case["may"]) == (SAID["details"], WHY, ["restore"])
        act = {"kind": kind, "id": str(identifier), "action": "keep", "reason": "I stand by it."}
        refused = await programs.mo.post("/v1/desk/acts", json=act)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_yours_to_answer")
        done = await programs.mo.post("/v1/desk/acts", json={**act, "action": "restore", "reason": "My mistake."})
        assert (done.status_code, done.json()["action"]) == (201, "reinstate" if kind == "account" else "restore")
        answered = (await programs.alice.get(f"{path}/appeal")).json()
        assert (answered["state"], answered["answer"]) == ("restored", "My mistake.")


async def test_the_note_and_the_inbox_tell_their_author_alone(programs: Programs, db: Db, cast: Cast) -> None:
    note = await publish(db, cast.alice, "Cheap watches.")
    assert (await programs.alice.get(f"/v1/notes/{note.id}")).json()["appeal"] is None
    await remove(db, cast.mo, "note", note.id)
    await drain(db)
    assert (await programs.alice.post(f"/v1/notes/{note.id}/appeal", json=SAID)).status_code == 201
    assert (await programs.alice.get(f"/v1/notes/{note.id}")).json()["appeal"]["details"] == SAID["details"]
    [line] = (await programs.alice.get("/v1/inbox?tab=house")).json()["items"]
    assert (line["kind"], line["appeal"]["state"]) == ("removed", "open")
    assert (await programs.mo.get(f"/v1/notes/{note.id}")).json()["appeal"] is None
    long = await programs.alice.post(f"/v1/notes/{note.id}/appeal", json={"details": "x" * 501})
    assert (long.status_code, long.json()["field"]) == (422, "details")
