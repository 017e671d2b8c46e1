"""Programs suggest that topics mean the same; who may decides."""

from __future__ import annotations

from tests.api.conftest import Client, Programs
from tests.api.test_notes import publish

from vermilion import topics
from vermilion.infra.db import Db


async def test_topics_are_suggested_linked_and_parted(db: Db, programs: Programs, visitor: Client) -> None:
    await publish(programs.alice, text="Both #hotpot #火锅")
    await publish(programs.alice, text="Mine #hotpot", title="")
    path = "/v1/topics/hotpot/links"
    suggested = [await programs.bob.post(path, json={"other": "火锅"}) for _ in range(2)]
    assert [(answer.status_code, answer.json()["new"]) for answer in suggested] == [(201, True), (201, False)]
    assert (await programs.bob.post(path, json={"other": "nothing"})).status_code == 404
    assert (await programs.bob.put(f"{path}/火锅")).json()["code"] == "not_trusted"
    assert (await programs.bob.delete(f"{path}/火锅")).json()["code"] == "not_trusted"
    for _ in range(2):
        linked = await programs.mo.put(f"{path}/火锅")
        assert (linked.status_code, [one["name"] for one in linked.json()["equivalents"]]) == (200, ["火锅"])
    assert [one["name"] for one in (await visitor.get("/v1/topics/火锅")).json()["equivalents"]] == ["hotpot"]
    await topics.refresh_ranking(db)
    assert len((await visitor.get("/v1/topics")).json()["items"]) == 1
    assert [one["name"] for one in (await visitor.get("/v1/topics?prefix=火")).json()["items"]] == ["火锅"]
    parted = await programs.mo.delete(f"{path}/火锅")
    assert (parted.status_code, parted.json()["equivalents"]) == (200, [])
    assert (await programs.mo.delete(f"{path}/火锅")).json()["code"] == "not_open"
    assert (await visitor.get("/v1/topics/hotpot")).json()["discussions"] == 2
    assert len((await visitor.get("/v1/topics")).json()["items"]) == 2
