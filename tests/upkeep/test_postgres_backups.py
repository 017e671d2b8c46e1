"""Backups of a house on PostgreSQL, by its own tools."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import msgspec
import pytest
from tests.conftest import POSTGRES

from vermilion import upkeep
from vermilion.infra.db import migrate, open_db
from vermilion.infra.settings import Settings
from vermilion.upkeep import BackupError

pytestmark = [
    pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL: TEST_POSTGRES_URL is not set"),
    pytest.mark.skipif(not shutil.which("pg_dump"), reason="pg_dump is not installed"),
]
PUT = "INSERT INTO server_state (key, value) VALUES (?, ?)"


@pytest.fixture
async def schema() -> AsyncIterator[str]:
    """A schema of its own, which is gone again in the end."""
    name = f"backup_{uuid.uuid4().hex}"
    connection = await asyncpg.connect(POSTGRES)
    await connection.execute(f"CREATE SCHEMA {name}")
    yield name
    await connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
    await connection.close()


async def test_there_and_back(schema: str, settings: Settings, tmp_path: Path) -> None:
    url = f"{POSTGRES}{'&' if urlsplit(POSTGRES).query else '?'}schema={schema}"
    house = msgspec.structs.replace(settings, database_url=url)
    db = await open_db(url)
    await migrate(db)
    await db.write(lambda tx: tx.run(PUT, "who", "爱丽丝"))
    await db.close()
    await upkeep.back_up(house, tmp_path / "backups")
    with pytest.raises(BackupError, match="not empty"):
        await upkeep.restore(house, tmp_path / "backups")
    connection = await asyncpg.connect(POSTGRES)
    await connection.execute(f"DROP SCHEMA {schema} CASCADE")
    await connection.close()
    shutil.rmtree(house.data, ignore_errors=True)
    await upkeep.restore(house, tmp_path / "backups")
    again = await open_db(url)
    try:
        assert await again.read.value("SELECT value FROM server_state WHERE key = ?", "who") == "爱丽丝"
    finally:
        await again.close()
