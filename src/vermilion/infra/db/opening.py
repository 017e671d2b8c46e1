"""Which engine a database URL means."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from vermilion.infra.db.postgres import connect
from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.db.types import Db
from vermilion.infra.events import NOTHING, Wiring


async def open_db(url: str, wiring: Wiring = NOTHING) -> Db:
    """Open `sqlite:///absolute/path` or `postgresql://…` (`?schema=` for a schema of its own). ValueError else."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(parts.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteDb(path, wiring)
    if parts.scheme in {"postgresql", "postgres"}:
        query = dict(parse_qsl(parts.query))
        schema = query.pop("schema", None)
        rest = "&".join(f"{key}={value}" for key, value in query.items())
        return await connect(parts._replace(query=rest).geturl(), wiring, schema=schema)
    raise ValueError(f"a database URL begins with sqlite:/// or postgresql://, not {parts.scheme}:")
