"""A program's view: the whole application over ASGI, with a token each."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from tests.conftest import Cast

from vermilion import accounts
from vermilion.accounts import Account
from vermilion.app import create_app, write_views
from vermilion.edge import House
from vermilion.edge.gate import Gate
from vermilion.edge.limits import Limits
from vermilion.edge.views import ViewFolder
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage

Client = httpx.AsyncClient


@pytest.fixture
def gate(db: Db, settings: Settings) -> Gate:
    """The application on the test's own database, without its lifespan."""
    made = create_app(settings, log_requests=False)
    limits = Limits(1, settings.rate_limits)
    made.house = House(settings, db, open_storage(settings.media), ViewFolder(db, write_views), limits)
    return made


@pytest.fixture
async def visitor(gate: Gate) -> AsyncIterator[Client]:
    async with client_of(gate, {}) as client:
        yield client


class Programs:
    """One client a member of the cast, each with a token of every scope."""

    def __init__(self, alice: Client, bob: Client, charlie: Client, mo: Client) -> None:
        self.alice, self.bob, self.charlie, self.mo = alice, bob, charlie, mo


@pytest.fixture
async def programs(gate: Gate, db: Db, cast: Cast) -> AsyncIterator[Programs]:
    async with contextlib.AsyncExitStack() as stack:
        clients = []
        for person in (cast.alice, cast.bob, cast.charlie, cast.mo):
            headers = {"Authorization": f"Bearer {await token_of(db, person)}"}
            clients.append(await stack.enter_async_context(client_of(gate, headers)))
        yield Programs(*clients)


@pytest.fixture
async def moderator(gate: Gate, db: Db, cast: Cast) -> AsyncIterator[Client]:
    """mo, with a token for the desk."""
    made = await db.write(lambda tx: accounts.make_token(tx, cast.mo.id, "desk", ["read", "write", "desk"]))
    async with client_of(gate, {"Authorization": f"Bearer {made.secret}"}) as client:
        yield client


async def token_of(db: Db, person: Account) -> str:
    made = await db.write(lambda tx: accounts.make_token(tx, person.id, "test", ["read", "write", "account"]))
    return made.secret


def client_of(gate: Gate, headers: dict[str, str]) -> Client:
    transport = httpx.ASGITransport(app=gate, client=("203.0.113.7", 4000))  # type: ignore[arg-type]  # ours is typed closer
    return httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)


Publish = Callable[..., object]
