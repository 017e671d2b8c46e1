"""`vermilion migrate`."""

from __future__ import annotations

import click

from vermilion.cli.opening import finished, loaded
from vermilion.infra.db import migrate as apply
from vermilion.infra.db import open_db


@click.command()
def migrate() -> None:
    """Apply the migrations that are missing. `serve` does so by itself."""
    settings = loaded()

    async def run() -> list[int]:
        db = await open_db(settings.database)
        try:
            return await apply(db)
        finally:
            await db.close()

    applied = finished(run())
    click.echo(f"applied {', '.join(map(str, applied))}" if applied else "nothing to apply")
