"""Programs of moderators have reports put into a language; nobody else can ask."""

from __future__ import annotations

import pytest
from tests.staff.test_desk import report, someone
from tests.staff.test_foreign_cases import SAID, TEXT, engine
from tests.staff.test_foreign_reports import REQUESTS, answered
from tests.town import publish
from tests.web.conftest import Browsers

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.infra.db import Db
from vermilion.translation import health, key_of


@pytest.fixture(autouse=True)
def engines_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REMEMBERED", 0.0)
    monkeypatch.setattr("vermilion.api.desk.PATIENCE", 0.1)


async def bearer(db: Db, account: Account, *scopes: str) -> dict[str, str]:
    made = await db.write(lambda tx: accounts.make_token(tx, account.id, "bot", list(scopes)))
    return {"Authorization": f"Bearer {made.secret}"}


async def test_a_report_is_asked_for_in_a_language(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.charlie), "Cheap watches.")
    alice, mo = someone(browsers.alice), someone(browsers.mo)
    await report(db, alice, "note", note.id, TEXT)
    await engine(db)
    put, path = browsers.visitor.client.put, f"/v1/desk/cases/note/{note.id}/translations/en"
    assert (await put(path, headers=await bearer(db, alice, "read", "desk"))).status_code == 404
    assert (await put(path, headers=await bearer(db, mo, "read", "write"))).status_code == 403
    assert await db.read.all(REQUESTS) == []
    by_mo = await bearer(db, mo, "read", "desk")
    assert (await put(path.replace("/en", "/x-y-z"), headers=by_mo)).status_code == 422
    [waiting] = (await put(path, headers=by_mo)).json()["reports"]
    assert waiting["translation_state"] == "waiting"
    assert await db.read.all(REQUESTS) == [(TEXT, alice.id, key_of(TEXT, alice.id))]
    await answered(db, TEXT, alice.id)
    [ready] = (await put(path, headers=by_mo)).json()["reports"]
    assert (ready["translation_state"], SAID in str(ready["translation"])) == ("ready", True)
