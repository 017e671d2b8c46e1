"""Copying a database while it is in use, and putting a copy in its place: SQLite by itself, PostgreSQL by its tools."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from vermilion.upkeep.manifests import BackupError, flush

SQLITE, POSTGRES = "sqlite", "postgres"
RESTORING = ".restoring"
NAMES = {SQLITE: "database.sqlite", POSTGRES: "database.dump"}


def engine_of(url: str) -> str:
    return SQLITE if urlsplit(url).scheme == "sqlite" else POSTGRES


def copy_out(url: str, to: Path) -> None:
    """A consistent copy of all that is committed, without stopping anybody; blocks, so call it on a thread."""
    if engine_of(url) == POSTGRES:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={to}", *_only_schema(url), plain(url))
        return
    path = Path(urlsplit(url).path)
    if not path.exists():
        raise BackupError(f"there is no database at {path}")
    # The page copy keeps row numbers, which VACUUM INTO may change under the search index.
    source = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(to)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    finally:
        copy.close()
        source.close()


def check_copy(engine: str, path: Path) -> list[int]:
    """Read a copy through; returns the migrations it has (none for a dump, which cannot tell). Raises BackupError."""
    if engine == POSTGRES:
        _run("pg_restore", "--list", str(path))
        return []
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise BackupError(f"{path} is damaged: {verdict}")
        return [row[0] for row in connection.execute("SELECT number FROM migrations ORDER BY number")]
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path} is damaged: {error}") from error
    finally:
        connection.close()


def copy_in(path: Path, url: str) -> None:
    """Put a checked copy where the house looks for its database, which must be empty."""
    if engine_of(url) == POSTGRES:
        _run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", f"--dbname={plain(url)}", str(path))
        return
    target = Path(urlsplit(url).path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + RESTORING)
    shutil.copyfile(path, draft)
    flush(draft)
    draft.rename(target)


def _run(tool: str, *arguments: str) -> None:
    found = shutil.which(tool)
    if found is None:
        raise BackupError(f"{tool} is not installed; it comes with PostgreSQL's client programs")
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - found above
    if done.returncode:
        raise BackupError(f"{tool}: {done.stderr.strip() or done.returncode}")


def plain(url: str) -> str:
    """The URL as PostgreSQL's tools take it: without our `schema`."""
    parts = urlsplit(url)
    rest = [(name, value) for name, value in parse_qsl(parts.query) if name != "schema"]
    return parts._replace(query=urlencode(rest)).geturl()


def _only_schema(url: str) -> list[str]:
    return [f"--schema={schema_of(url)}"] if "schema=" in url else []


def schema_of(url: str) -> str:
    return dict(parse_qsl(urlsplit(url).query)).get("schema", "public")
