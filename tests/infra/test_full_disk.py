"""A disk without room: what could not be saved says so, what fits is saved, and nobody waits for ever."""

from __future__ import annotations

import asyncio

from vermilion.infra.db import Db, Tx
from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.errors import Unavailable

INSERT = "INSERT INTO server_state (key, value) VALUES (?, ?)"


async def test_a_full_disk_is_told(db: Db) -> None:
    if not isinstance(db, SqliteDb):
        return  # its own server's matter

    async def keep(tx: Tx, key: str, size: int) -> str:
        await tx.run(INSERT, key, "x" * size)
        return key

    pages = await db.read.value("SELECT page_count FROM pragma_page_count()")
    db._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    sizes = {"small": 10, "large": 10_000_000, "after": 10}
    async with asyncio.timeout(10):
        told = await asyncio.gather(
            *(db.write(lambda tx, key=key, size=size: keep(tx, key, size)) for key, size in sizes.items()),  # type: ignore[misc]  # called at once
            return_exceptions=True,
        )
    kept = {row[0] for row in await db.read.all("SELECT key FROM server_state")}
    assert isinstance(told[1], Unavailable)
    assert "large" not in kept
    for key, answer in zip(sizes, told, strict=True):
        assert (answer == key) == (key in kept), "what is answered is what was saved"
        assert answer == key or isinstance(answer, Unavailable)
    db._connection.execute("PRAGMA max_page_count = 1000000000")
    assert await db.write(lambda tx: keep(tx, "large", 10_000_000)) == "large"
