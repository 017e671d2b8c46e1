"""How much room the database takes."""

from __future__ import annotations

from vermilion.infra.db.types import Db

PAGES = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"


async def database_bytes(db: Db) -> int:
    """Bytes on disk, without the log of the latest writes."""
    if db.dialect == "sqlite":
        return int(await db.read.value(PAGES))
    return int(await db.read_slow.value("SELECT pg_database_size(current_database())"))
