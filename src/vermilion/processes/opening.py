"""What a process that is no web worker has open: workers, commands, the demo."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from vermilion.infra import ids
from vermilion.infra.db import migrate, open_db
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.listeners import WIRING


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[JobContext]:
    """A migrated database and the storage, closed in the end."""
    ids.claim_slot(settings.data / "slots", settings.node)
    db = await open_db(settings.database, WIRING)
    try:
        await migrate(db)
        yield JobContext(db, open_storage(settings.media), settings)
    finally:
        await db.close()
