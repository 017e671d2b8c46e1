"""Moving SQLite's write-ahead log into the database, off the requests' path.

Left to itself SQLite does it inside the commit that passes a threshold, and that one member waits for megabytes of
random writes. Instead the worker does it every other second without holding anybody up (PASSIVE), and takes the write
lock only when a flood has kept the log from starting over.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from pathlib import Path

from vermilion.infra.db.sqlite import SqliteDb, lock_path
from vermilion.infra.db.sqlite_reading import connect
from vermilion.infra.db.types import Db

LARGEST_LOG = 128 * 1024 * 1024


async def checkpoint(db: Db) -> None:
    """Do it once; nothing on PostgreSQL, which does so by itself."""
    if isinstance(db, SqliteDb):
        await asyncio.to_thread(_checkpoint, db.path)


def _checkpoint(path: Path) -> None:
    connection = connect(path, readonly=False)
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        if _log_size(path) > LARGEST_LOG:
            _start_over(path)
    finally:
        connection.close()


def _start_over(path: Path) -> None:
    """Most of the log is moved already, so writers wait for the last bit only."""
    lock = os.open(lock_path(path), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    connection = connect(path, readonly=False)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        os.close(lock)
        connection.close()


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0
