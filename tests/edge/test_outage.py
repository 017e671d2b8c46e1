"""A database that does not answer: people get a page, programs a problem."""

from __future__ import annotations

import asyncio
import sqlite3

import httpx
import pytest

from vermilion import accounts
from vermilion.app import create_app, write_views
from vermilion.edge import House
from vermilion.edge.context import SESSION_COOKIE
from vermilion.edge.limits import Limits
from vermilion.edge.views import ViewFolder
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage


async def test_an_outage_is_told(db: Db, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(accounts, "signed_by_session", fail)
    gate = create_app(settings, log_requests=False)
    limits = Limits(1, enabled=False)
    gate.house = House(settings, db, open_storage(settings.media), ViewFolder(db, write_views), limits)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=gate), base_url="http://test") as client:  # type: ignore[arg-type]  # ours is typed closer
        client.cookies.set(SESSION_COOKIE, "any")
        page = await client.get("/")
        assert page.status_code == 503
        assert page.headers["content-type"].startswith("text/html")
        answer = await client.get("/v1/explore")
        assert answer.status_code == 503
        assert answer.json()["code"] == "database_unavailable"


async def test_codes_stay_out_of_the_log(db: Db, settings: Settings, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    gate = create_app(settings, log_requests=True)
    limits = Limits(1, enabled=False)
    gate.house = House(settings, db, open_storage(settings.media), ViewFolder(db, write_views), limits)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=gate), base_url="http://test") as client:  # type: ignore[arg-type]  # ours is typed closer
        assert (await client.get("/reset/a-code-that-opens-no-account")).status_code == 404
    await asyncio.sleep(0)  # its line is written when the loop has turned
    logged = capfdbinary.readouterr().err
    assert b'"path":"/reset/"' in logged
    assert b"a-code" not in logged
