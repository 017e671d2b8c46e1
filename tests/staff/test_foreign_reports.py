"""Moderators read what members write to them in languages that they do not know; nobody else profits from it."""

from __future__ import annotations

import pytest
from tests.staff.test_desk import report, someone
from tests.staff.test_foreign_cases import SAID, TEXT, engine
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import translation
from vermilion.infra import clock, generations
from vermilion.infra.db import Db, Tx
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.translation import Text, health, key_of, memory
from vermilion.upkeep import audit_translations

REQUESTS = "SELECT text, scope, text_key FROM translation_requests ORDER BY scope"


@pytest.fixture(autouse=True)
def engines_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REMEMBERED", 0.0)
    monkeypatch.setattr("vermilion.staff.cases.PATIENT", 0.1)


async def answered(db: Db, text: str, scope: int) -> None:
    """As a translator keeps what its engine says."""
    values = key_of(text, scope), "en", "local", "tiny", "1", "ja", SAID, clock.now()
    sql = (
        "INSERT INTO translations (text_key, target, engine, model, revision, source, text, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )

    async def work(tx: Tx) -> None:
        await tx.run(sql, *values)
        await generations.bump(tx, memory.GENERATION)

    await db.write(work)


async def test_a_report_is_read_by_its_moderator_and_stays_with_its_writer(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.charlie), "Cheap watches.")
    case = f"/desk/cases/note/{note.id}"
    await report(db, someone(browsers.alice), "note", note.id, TEXT)
    assert f'action="{case}/translation"' not in (await browsers.mo.get(case)).text  # no engine can
    await engine(db)
    assert f'action="{case}/translation"' in (await browsers.mo.get(case)).text
    waiting = await browsers.mo.send(f"{case}/translation")
    assert (waiting.url.path, "Translating" in waiting.text) == (case, True)
    alice = someone(browsers.alice).id
    assert await db.read.all(REQUESTS) == [(TEXT, alice, key_of(TEXT, alice))]
    await answered(db, TEXT, alice)
    shown = (await browsers.mo.get(case)).text
    assert (TEXT in shown, SAID in shown, "Translated from Japanese" in shown) == (True, True, True)
    assert await translation.remembered(db.read, Text(TEXT, "ja").keys, "en") == {}  # everybody's memory has nothing


async def test_nobody_else_can_ask(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.charlie), "Cheap watches.")
    await report(db, someone(browsers.alice), "note", note.id, TEXT)
    await engine(db)
    for browser in (browsers.visitor, browsers.alice):
        assert (await browser.send(f"/desk/cases/note/{note.id}/translation")).status_code == 404
    assert await db.read.all(REQUESTS) == []


async def test_an_appeal_likewise_until_it_is_answered(browsers: Browsers, db: Db, settings: Settings) -> None:
    note = await publish(db, someone(browsers.charlie), "Cheap watches.")
    case = f"/desk/cases/note/{note.id}"
    await browsers.mo.send(case, {"action": "remove", "reason": "Rule 5."})
    await browsers.charlie.send("/appeals/new", {"kind": "note", "id": str(note.id), "details": TEXT})
    await engine(db)
    assert f'action="{case}/translation"' in (await browsers.mo.get(case)).text
    await browsers.mo.send(f"{case}/translation")
    charlie = someone(browsers.charlie).id
    await answered(db, TEXT, charlie)
    assert SAID in (await browsers.mo.get(case)).text
    context = JobContext(db, open_storage(settings.media), settings)
    kept = "SELECT count(*) FROM translations WHERE text_key = ?"
    for open_, count in ((True, 1), (False, 0)):
        if not open_:
            await browsers.mo.send(case, {"action": "restore", "reason": "Mine was a mistake."})
        await audit_translations(context)
        assert await db.read.value(kept, key_of(TEXT, charlie)) == count
    assert await db.read.all(REQUESTS) == []
