"""A house without a mail server is honest about it."""

from __future__ import annotations

import msgspec
import pytest
from tests.web.conftest import Browsers

from vermilion import accounts
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings


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


async def test_a_link_for_a_new_address_is_promised_by_nobody_who_cannot_send_it(browsers: Browsers, db: Db) -> None:
    alice = browsers.alice
    await db.write(lambda tx: accounts.set_role(tx, browsers.mo.account.id, "owner"))
    hashed = await accounts.hash_password("a password of alice")
    here = await db.read.value("SELECT id FROM sessions WHERE account_id = ?", alice.account.id)
    await db.write(lambda tx: accounts.change_password(tx, alice.account.id, hashed, here))
    asked = await alice.get("/settings/account")
    assert "This house cannot send mail." in asked.text
    assert 'href="/people/moira"' in asked.text
    typed = {"email": "alice@example.net", "email_password": "a password of alice"}
    made = await alice.send("/settings/email", typed)
    assert "Ask the people who run this house for it." in made.text
    for page in (asked, made):
        assert "We mail" not in page.text
        assert "on its way" not in page.text


class TestWithMail:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return msgspec.structs.replace(settings, smtp_url="smtp://127.0.0.1:9")

    async def test_a_house_that_can_says_so(self, browsers: Browsers) -> None:
        page = (await browsers.alice.get("/settings/account")).text
        assert "We mail a link to it" in page
        assert "cannot send mail" not in page
