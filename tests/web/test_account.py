"""/settings/account: what cannot be undone asks for the password."""

from __future__ import annotations

from tests.conftest import Cast
from tests.web.conftest import Browsers

from vermilion import accounts
from vermilion.infra.db import Db

CODES = "SELECT count(*) FROM one_time_codes WHERE account_id = ?"


async def test_an_open_screen_does_not_give_the_address_away(db: Db, cast: Cast, browsers: Browsers) -> None:
    hashed = await accounts.hash_password("a password of alice")
    here = await db.read.value("SELECT id FROM sessions WHERE account_id = ?", cast.alice.id)
    await db.write(lambda tx: accounts.change_password(tx, cast.alice.id, hashed, here))
    typed = {"email": "other@example.com", "email_password": "a guess"}
    refused = await browsers.alice.send("/settings/email", typed)
    assert refused.status_code == 422
    assert "This is not your password." in refused.text
    assert await db.read.value(CODES, cast.alice.id) == 0
    accepted = await browsers.alice.send("/settings/email", {**typed, "email_password": "a password of alice"})
    assert accepted.status_code == 200
    assert await db.read.value(CODES, cast.alice.id) == 1
