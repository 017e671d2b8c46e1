"""A browser's view: the whole application over ASGI, signed in by cookie, forms with their token."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence

import httpx
import pytest
from tests.conftest import Cast

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.app import create_app, write_views
from vermilion.edge import House
from vermilion.edge.context import LOCALE_COOKIE, SESSION_COOKIE
from vermilion.edge.limits import Limits
from vermilion.edge.views import ViewFolder
from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage

CSRF = re.compile(r'name="_csrf" value="([0-9a-f]+)"|name="csrf-token" content="([0-9a-f]+)"')


class Browser:
    """A browser without scripts: it keeps cookies, follows redirects and sends the forms of the page it is on."""

    def __init__(self, client: httpx.AsyncClient, account: Account | None = None) -> None:
        self.client = client
        self.person = account
        self.token = ""

    @property
    def account(self) -> Account:
        assert self.person is not None
        return self.person

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return self._seen(await self.client.get(path, headers=headers))

    async def send(
        self, path: str, data: Mapping[str, str | Sequence[str]] | None = None, files: object = None, **headers: str
    ) -> httpx.Response:
        """Send a form of the page that is open."""
        if not self.token:
            await self.get("/rules")
        fields = {"_csrf": self.token, **(data or {})}
        answer = await self.client.post(path, data=fields, files=files, headers=headers)  # type: ignore[arg-type]  # httpx wants less
        return self._seen(answer)

    def _seen(self, answer: httpx.Response) -> httpx.Response:
        if found := CSRF.search(answer.text):
            self.token = found[1] or found[2]
        return answer

    def speaks(self, tag: str) -> None:
        self.client.cookies.set(LOCALE_COOKIE, tag)


class Browsers:
    """One a member of the cast, and one of somebody who only looks."""

    def __init__(self, visitor: Browser, alice: Browser, bob: Browser, charlie: Browser, mo: Browser) -> None:
        self.visitor, self.alice, self.bob, self.charlie, self.mo = visitor, alice, bob, charlie, mo


@pytest.fixture
async def browsers(db: Db, settings: Settings, cast: Cast) -> AsyncIterator[Browsers]:
    gate = create_app(settings, log_requests=False)
    limits = Limits(1, settings.rate_limits)
    gate.house = House(settings, db, open_storage(settings.media), ViewFolder(db, write_views), limits)
    transport = httpx.ASGITransport(app=gate, client=("203.0.113.7", 4000))  # type: ignore[arg-type]  # ours is typed closer
    async with contextlib.AsyncExitStack() as stack:
        made = []
        for person in (None, cast.alice, cast.bob, cast.charlie, cast.mo):
            client = httpx.AsyncClient(transport=transport, base_url="http://test", follow_redirects=True)
            await stack.enter_async_context(client)
            if person:
                client.cookies.set(SESSION_COOKIE, await session_of(db, person))
            made.append(Browser(client, person))
        yield Browsers(*made)


async def session_of(db: Db, person: Account) -> str:
    agent, network = "Firefox/130 (Android)", "192.0.2.0/24"
    return await db.write(lambda tx: accounts.open_session(tx, person.id, agent, network, clock.DAY))
