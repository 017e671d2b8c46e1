"""What programs that read in another language may cost: languages that exist, texts by number, wishes within limits."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.api.conftest import Client, Programs
from tests.api.test_notes import publish
from tests.api.test_translations import TEXT, TITLE, asked, engine, nobody_waits, remember
from tests.conftest import Cast

from vermilion.cards import comments as comment_cards
from vermilion.cards import wishes
from vermilion.edge import translating
from vermilion.edge.gate import Gate
from vermilion.edge.limits import Limits, Rule
from vermilion.infra.db import Db

__all__ = ["nobody_waits"]


@pytest.fixture
def limited(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three texts in ten minutes."""
    assert gate.house is not None
    gate.house = msgspec.structs.replace(gate.house, limits=Limits(1, enabled=True))
    monkeypatch.setattr(translating, "TRANSLATE", Rule("translate", 3, 600))
    for name in ("_members", "_visitors", "_lately"):
        monkeypatch.setattr(wishes, name, {})


@pytest.mark.parametrize("tag", ["xxx", "qq", "und", "mul", "EN", ""])
async def test_nothing_is_put_into_what_is_no_language(visitor: Client, tag: str) -> None:
    answer = await visitor.get(f"/v1/explore?translate={tag}")
    assert (answer.status_code, answer.json()["field"]) == (422, "translate")


@pytest.mark.parametrize("query", ["of=translate=x", "untranslate=x", "of=x%26translate=x"])
async def test_only_a_parameter_names_a_language(visitor: Client, query: str) -> None:
    assert (await visitor.get(f"/v1/search/notes?q=noodles&{query}")).status_code == 200


async def test_a_thread_counts_by_its_texts(programs: Programs, limited: None, db: Db) -> None:
    await engine(db, "*")
    note_id = await publish(programs.alice)
    ids = [
        (await programs.bob.post(f"/v1/notes/{note_id}/comments", json={"text": f"{TEXT}{i}"})).json()["id"]
        for i in range(4)
    ]
    path = f"/v1/notes/{note_id}/comments/translations/en"
    assert (await programs.charlie.put(path, json={"ids": ids[:2]})).status_code == 200
    assert (await programs.charlie.put(path, json={"ids": ids[:2]})).status_code == 200
    assert (await programs.charlie.put(path, json={"ids": ids})).json()["code"] == "rate_limit"
    # More than there can ever be costs all there is: it is possible for those who asked for nothing yet.
    path = path.replace("/en", "/ja")
    assert (await programs.alice.put(path, json={"ids": ids})).status_code == 200
    assert (await asked(programs.alice, f"/v1/comments/{ids[0]}/translations/fr"))[0] == 429


async def test_what_a_page_wishes_counts_too(programs: Programs, limited: None, db: Db) -> None:
    for i in range(4):
        await publish(programs.bob, title=f"{TITLE}{i}", text="")
    for _ in range(2):
        assert (await programs.alice.get("/v1/people/bob/notes?translate=en")).status_code == 200
        assert len(wishes._members) == 3
    assert (await programs.charlie.get("/v1/people/bob/notes?translate=en")).status_code == 200
    assert len(wishes._members) == 4


async def test_a_comment_that_goes_while_it_is_waited_for_is_not_found(
    programs: Programs, db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_id = await publish(programs.alice)
    said = (await programs.bob.post(f"/v1/notes/{note_id}/comments", json={"text": TEXT})).json()["id"]
    await remember(db, cast, TEXT, "Tripe first")
    really, looks = comment_cards.by_ids, 0

    async def once(*given: Any) -> Any:
        nonlocal looks
        looks += 1
        return await really(*given) if looks == 1 else {}

    monkeypatch.setattr(comment_cards, "by_ids", once)
    assert await asked(programs.alice, f"/v1/comments/{said}/translations/en") == (404, "not_found")
