"""Shared by all tests: a real database on each engine that is there."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from vermilion import accounts, relations
from vermilion.accounts import Account, SignUp
from vermilion.audience import Action
from vermilion.cards import permits
from vermilion.edge.context import viewer_of
from vermilion.infra import clock, ids
from vermilion.infra.db import Db, Tx, migrate, open_db
from vermilion.infra.events import Wiring
from vermilion.infra.settings import Settings

# Hypothesis also judges how fast the machine is; on a shared one that says nothing about the code.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", secret="test-secret-" * 4, rate_limits=False)


@pytest.fixture
def wiring() -> Wiring:
    """The house's own wiring; a test of the wiring itself overrides this."""
    from vermilion.listeners import WIRING

    return WIRING


@pytest.fixture(params=["sqlite", "postgres"])
async def db(request: pytest.FixtureRequest, tmp_path: Path, wiring: Wiring) -> AsyncIterator[Db]:
    """An empty, migrated database."""
    if request.param == "sqlite":
        opened = await open_db(f"sqlite:///{tmp_path / 'test.db'}", wiring)
        await migrate(opened)
        yield opened
        await opened.close()
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL: TEST_POSTGRES_URL is not set")
    schema = f"test_{uuid.uuid4().hex}"
    admin = await asyncpg.connect(POSTGRES)
    await admin.execute(f"CREATE SCHEMA {schema}")
    opened = await open_db(f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}schema={schema}", wiring)
    await migrate(opened)
    yield opened
    await opened.close()
    await admin.execute(f"DROP SCHEMA {schema} CASCADE")
    await admin.close()
    await asyncio.sleep(0.01)  # asyncpg's transports end on the loop's next turns; one that cannot is a warning later


@pytest.fixture
def live_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the test live at another moment. Ids of a process only ever grow, so those that were made then are forgotten
    with it: else whoever joins in later tests would come from the future."""
    monkeypatch.setattr(ids, "_last", ids._last)

    def live(moment: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return live


class Cast(msgspec.Struct, frozen=True):
    """Four people who are in every story: bob follows alice, charlie knows nobody, mo moderates."""

    alice: Account
    bob: Account
    charlie: Account
    mo: Account


PASSWORD_HASH = "not a hash: nobody signs in with it"


@pytest.fixture
async def cast(db: Db) -> Cast:
    async def join(tx: Tx, handle: str, region: str, languages: list[str], role: str) -> Account:
        form = SignUp(
            handle=handle,
            name=handle.capitalize(),
            email=f"{handle}@example.com",
            region=region,
            languages=languages,
        )
        return await accounts.sign_up(tx, form, PASSWORD_HASH, role=role)

    async def work(tx: Tx) -> Cast:
        return Cast(
            await join(tx, "alice", "US", ["en"], "member"),
            await join(tx, "bob", "CN", ["zh-Hans", "en"], "member"),
            await join(tx, "charlie", "JP", ["ja"], "member"),
            await join(tx, "moira", "GB", ["en", "zh-Hans"], "moderator"),
        )

    made = await db.write(work)
    bob = await viewer_of(db, made.bob)

    async def follow(tx: Tx) -> None:
        await relations.follow(tx, await permits.person_permit(tx, bob, made.alice.id, Action.FOLLOW))

    await db.write(follow)
    return made
