"""A suspension for some days ends by itself; whoever it hits knows when from the first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.staff.test_desk import someone
from tests.web.conftest import Browsers, session_of

from vermilion import accounts, moderation, schedule
from vermilion.edge.context import SESSION_COOKIE
from vermilion.edge.frame import FLASHES
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.jobs import JobContext
from vermilion.infra.outbox import drain
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.infra.subject import account as person

INBOX, PLACE = "/inbox?tab=house", "/settings/account"
PASSWORD = "a long enough sentence"


async def suspend(browsers: Browsers, days: str, reason: str = "Rule 5: an ad.") -> tuple[int, str]:
    """Alice, by mo; the status and the page that came of it."""
    case = f"/desk/cases/account/{someone(browsers.alice).id}"
    done = await browsers.mo.send(case, {"action": "remove", "reason": reason, "days": days})
    return done.status_code, done.text


async def state(db: Db, browsers: Browsers) -> str:
    alice = someone(browsers.alice).id
    return (await accounts.states(db.read, [alice]))[alice]


async def the_clock_strikes(db: Db, settings: Settings) -> None:
    context = JobContext(db, open_storage(settings.media), settings)
    await schedule.run(context, next(task for task in schedule.TASKS if task.name == "accounts.reinstate"))
    await drain(db)


async def test_for_how_long_is_chosen_by_whoever_decides(browsers: Browsers, db: Db) -> None:
    page = (await browsers.mo.get("/desk/people/alice")).text
    assert all(f'<option value="{days}">' in page for days in ("", "0", "1", "7", "30"))
    for days in ("", "2", "-1", "x", "07"):
        status, answer = await suspend(browsers, days)
        assert (status, "Choose for how long." in answer) == (422, True), days
        assert await state(db, browsers) == "active"


@pytest.mark.parametrize("days", moderation.SUSPENDED_FOR)
async def test_it_ends_by_itself(
    browsers: Browsers, db: Db, settings: Settings, live_at: Callable[[int], None], days: int
) -> None:
    alice, start = someone(browsers.alice), clock.now()
    assert (await suspend(browsers, str(days)))[0] == 200
    await drain(db)
    ends_at = await accounts.suspended_until(db.read, alice.id)
    assert ends_at is not None
    assert days * clock.DAY <= ends_at - start < days * clock.DAY + clock.HOUR
    [line] = await moderation.log_of(db.read, person(alice.id), 5)
    assert (line.action, line.ends_at) == ("suspend", ends_at)
    moment = clock.rfc3339(ends_at)
    for path in (INBOX, PLACE, f"/appeals/new?kind=account&id={alice.id}"):
        shown = (await browsers.alice.get(path)).text
        assert (f'datetime="{moment}"' in shown, "Rule 5: an ad." in shown) == (True, True), path
    for path in ("/desk/log", f"/desk/cases/account/{alice.id}"):
        assert f'until <time datetime="{moment}"' in (await browsers.mo.get(path)).text, path

    live_at(ends_at - clock.MINUTE)
    await the_clock_strikes(db, settings)
    assert await state(db, browsers) == "suspended"
    live_at(ends_at + clock.MINUTE)
    await the_clock_strikes(db, settings)
    assert await state(db, browsers) == "active"
    assert await accounts.suspended_until(db.read, alice.id) is None
    latest, _ = await moderation.log_of(db.read, person(alice.id), 5)
    assert (latest.action, latest.actor_id) == ("suspension_over", 0)
    for tag, said in (("en", "suspension ended by itself"), ("zh-Hans", "封停到期，自动解封")):
        await browsers.mo.get(f"/language/{tag}")
        for path in ("/desk/log", f"/desk/cases/account/{alice.id}"):
            assert said in (await browsers.mo.get(path)).text, path
    browsers.alice.client.cookies.set(SESSION_COOKIE, await session_of(db, alice))
    assert "Your suspension is over" in (await browsers.alice.get(INBOX)).text
    assert (await browsers.alice.send("/people/bob/follow", {"on": "1"})).status_code == 200


async def test_one_without_an_end_stays_and_lifting_takes_the_end_away(
    browsers: Browsers, db: Db, settings: Settings, live_at: Callable[[int], None]
) -> None:
    alice = someone(browsers.alice)
    case = f"/desk/cases/account/{alice.id}"
    await suspend(browsers, "1")
    await browsers.mo.send(case, {"action": "restore", "reason": "Talked it over."})
    assert await accounts.suspended_until(db.read, alice.id) is None
    await suspend(browsers, "0", "Again.")
    assert "It ends by itself" not in (await browsers.alice.get(PLACE)).text
    live_at(clock.now() + 400 * clock.DAY)
    await the_clock_strikes(db, settings)
    assert await state(db, browsers) == "suspended"


async def test_what_was_asked_about_it_is_closed_with_it(
    browsers: Browsers, db: Db, settings: Settings, live_at: Callable[[int], None]
) -> None:
    alice = someone(browsers.alice)
    await suspend(browsers, "7")
    await browsers.alice.send("/appeals/new", {"kind": "account", "id": str(alice.id), "details": "Sorry."})
    assert (await moderation.backlog(db.read)).cases == 1
    live_at(clock.now() + 8 * clock.DAY)
    await the_clock_strikes(db, settings)
    assert (await moderation.backlog(db.read)).cases == 0


async def test_whoever_signs_in_is_told(browsers: Browsers, db: Db) -> None:
    alice = someone(browsers.alice)
    hashed = await accounts.hash_password(PASSWORD)
    await db.write(lambda tx: accounts.change_password(tx, alice.id, hashed))
    await suspend(browsers, "7")
    page = await browsers.visitor.send("/sign-in", {"login": "alice", "password": PASSWORD})
    assert FLASHES["suspended"] in page.text
