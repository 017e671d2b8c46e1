"""Before the first child: migrations, and the way in for the owner of a house that has none."""

from __future__ import annotations

import sys

from vermilion import accounts
from vermilion.infra.settings import Settings
from vermilion.processes.opening import opened


async def prepare(settings: Settings) -> None:
    """Bring the database up to date; print the address of the set-up page while there is no owner."""
    async with opened(settings) as context:
        if not await accounts.owner_exists(context.db.read):
            code = await context.db.write(accounts.make_setup_code)
            print(f"No owner yet: open {settings.origin}/set-up?code={code}", file=sys.stderr)
