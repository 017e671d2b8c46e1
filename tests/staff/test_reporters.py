"""Whoever reported something hears once that it was acted upon, and nothing of what it was."""

from __future__ import annotations

import pytest
from tests.staff.test_desk import comment_on, report, someone
from tests.town import publish
from tests.web.conftest import Browser, Browsers

from vermilion import accounts, notifications
from vermilion.infra.db import Db
from vermilion.infra.outbox import drain

THANKS = "Thank you: a moderator acted on what you reported"


async def house_lines(browser: Browser) -> str:
    return (await browser.get("/inbox?tab=house")).text


@pytest.mark.parametrize("kind", ["note", "comment", "account"])
async def test_reporters_are_told_once_and_without_details(browsers: Browsers, db: Db, kind: str) -> None:
    alice = someone(browsers.alice)
    note = await publish(db, alice, "Cheap watches, write to me.")
    said = await comment_on(db, note.id, alice, "Really cheap watches.")
    identifier = {"note": note.id, "comment": said, "account": alice.id}[kind]
    for reporter in (browsers.bob, browsers.charlie, browsers.mo):
        await report(db, someone(reporter), kind, identifier)
    case, why = f"/desk/cases/{kind}/{identifier}", "Rule 5: an ad."
    done = await browsers.mo.send(case, {"action": "remove", "reason": why, "days": "0"})
    assert done.url.path == "/desk"
    await drain(db)
    await drain(db)
    for reporter in (browsers.bob, browsers.charlie):
        assert (await notifications.unread(db.read, someone(reporter).id))["house"] == 1
        lines = await house_lines(reporter)
        assert lines.count(THANKS) == 1
        for detail in ("watches", why, "alice", "Alice"):
            assert detail not in lines.partition("<main")[2].partition("</main")[0], detail
    for nobody in (browsers.alice, browsers.mo):  # who was reported, and who acted themself
        assert THANKS not in await house_lines(nobody)
    await browsers.mo.send(case, {"action": "restore", "reason": "I misread it."})
    await drain(db)
    assert (await house_lines(browsers.bob)).count(THANKS) == 1  # it is not told of again


async def test_what_is_dismissed_stays_silent(browsers: Browsers, db: Db) -> None:
    note = await publish(db, someone(browsers.alice), "I like rain.")
    await report(db, someone(browsers.bob), "note", note.id)
    await browsers.mo.send(f"/desk/cases/note/{note.id}", {"action": "dismiss", "reason": "Nothing is wrong with it."})
    await drain(db)
    assert THANKS not in await house_lines(browsers.bob)
    await browsers.mo.send(f"/desk/cases/note/{note.id}", {"action": "remove", "reason": "I looked again."})
    await drain(db)
    assert THANKS not in await house_lines(browsers.bob)  # that report was closed before


async def test_it_is_said_in_chinese_too(browsers: Browsers, db: Db) -> None:
    bob = someone(browsers.bob)
    note = await publish(db, someone(browsers.alice), "Cheap watches.")
    await report(db, bob, "note", note.id)
    await browsers.mo.send(f"/desk/cases/note/{note.id}", {"action": "remove", "reason": "Rule 5."})
    await drain(db)
    await db.write(lambda tx: accounts.set_preferences(tx, bob.id, locale="zh-Hans", theme="system"))
    assert "谢谢你的举报，管理员已经处理" in await house_lines(browsers.bob)
