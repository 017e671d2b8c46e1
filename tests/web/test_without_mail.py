"""A house without a mail server is honest about it."""

from __future__ import annotations

from tests.web.conftest import Browsers

from vermilion import accounts
from vermilion.infra.db import Db


async def test_who_forgot_a_password_hears_whom_to_ask(browsers: Browsers, db: Db) -> None:
    await db.write(lambda tx: accounts.set_role(tx, browsers.mo.account.id, "owner"))
    asked = await browsers.visitor.get("/forgotten")
    sent = await browsers.visitor.send("/forgotten", {"email": "alice@example.com"})
    for page in (asked, sent):
        assert page.status_code == 200
        assert "This house cannot send mail" in page.text
        assert 'href="/people/moira"' in page.text
        assert "on its way" not in page.text
        assert 'id="email"' not in page.text
