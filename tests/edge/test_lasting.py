"""A sign-in that is used lasts on, each by itself, in the house and in the browser."""

from __future__ import annotations

import asyncio

from tests.conftest import Cast

from vermilion import accounts
from vermilion.app import write_views
from vermilion.edge import House
from vermilion.edge.context import SESSION_COOKIE, Context, _tasks, identify
from vermilion.edge.limits import Limits
from vermilion.edge.views import ViewFolder
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage


async def test_every_sign_in_lasts_on_by_itself(db: Db, cast: Cast, settings: Settings) -> None:
    house = House(settings, db, open_storage(settings.media), ViewFolder(db, write_views), Limits(1, enabled=False))
    alice = cast.alice.id
    tokens = [await db.write(lambda tx: accounts.open_session(tx, alice, "", "", clock.DAY)) for _ in range(2)]
    for token in tokens:
        first, second = [Context(house, {b"cookie": f"{SESSION_COOKIE}={token}".encode()}, "", "") for _ in range(2)]
        await identify(first)
        await identify(second)
        assert [cookie.split(";")[0] for cookie in first.set_cookies] == [f"{SESSION_COOKIE}={token}"]
        assert second.set_cookies == []
    await asyncio.gather(*_tasks)  # the requests did not wait for them
    for item in await accounts.sessions_of(db.read, alice):
        assert item.expires_at > clock.now() + 2 * clock.DAY
