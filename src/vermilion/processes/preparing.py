"""Before the first child: migrations, and the way in for the owner of a house that has none."""

from __future__ import annotations

import sys

from vermilion import accounts
from vermilion.infra import ids
from vermilion.infra.db import migrate, open_db
from vermilion.infra.log import get_logger
from vermilion.infra.settings import Settings
from vermilion.listeners import WIRING


async def prepare(settings: Settings) -> None:
    """Bring the database up to date; print the address of the set-up page while there is no owner."""
    ids.claim_slot(settings.data / "slots", settings.node)
    db = await open_db(settings.database, WIRING)
    try:
        if applied := await migrate(db):
            get_logger("prepare").info("migrated", applied=applied)
        if not await accounts.owner_exists(db.read):
            code = await db.write(accounts.make_setup_code)
            print(f"No owner yet: open {settings.origin}/set-up?code={code}", file=sys.stderr)
    finally:
        await db.close()
