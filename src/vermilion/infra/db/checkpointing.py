"""Moving SQLite's write-ahead log into the database, off the requests' path.

Left to itself SQLite does it inside the commit that passes a threshold, and that one member waits for megabytes of
random writes. Instead the worker does it every other second without holding anybody up (PASSIVE), and takes the write
lock only when a flood has kept the log from starting over, for as little as is left then.

A log that this process has wholly moved is left alone until somebody has written again: to move it once more, just
while its next writer starts it over, can harm a database in SQLite before 3.51.3 (sqlite.org/wal.html, "the WAL-reset
bug").
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
from pathlib import Path

from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.db.sqlite_reading import connect
from vermilion.infra.db.sqlite_turns import Commits, lock_path
from vermilion.infra.db.types import Db

LARGEST_LOG = 64 * 1024 * 1024
LITTLE = 2 * 1024 * 1024
PASSES = 4
PATIENCE = 50  # milliseconds for readers to end who began long ago; the log starts over another time else


async def checkpoint(db: Db) -> None:
    """Do it once; nothing on PostgreSQL, which does so by itself."""
    if not isinstance(db, SqliteDb):
        return
    if db.commits.number() != db.settled_at:
        db.settled_at = await asyncio.to_thread(_checkpoint, db.path, db.commits)


def _checkpoint(path: Path, commits: Commits) -> int | None:
    """The number of commits with which all of the log is in the database; None if something is left."""
    connection = connect(path, readonly=False)
    try:
        page: int = connection.execute("PRAGMA page_size").fetchone()[0]
        for _ in range(PASSES):  # each has only to move what came during the one before
            number = commits.number()
            log, moved = _move(connection, "PASSIVE")
            if (log - moved) * page < LITTLE:
                break
        if log * page > LARGEST_LOG:
            _start_over(connection, path)
        return number if moved == log >= 0 else None  # -1 where nothing could be moved
    finally:
        connection.close()


def _start_over(connection: sqlite3.Connection, path: Path) -> None:
    """Most of the log is moved already, so writers wait for the last bit only. The file keeps its size: to write into
    it again is cheaper than to make it grow."""
    lock = os.open(lock_path(path), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        fcntl.flock(lock, fcntl.LOCK_EX)
        _move(connection, "RESTART")
    finally:
        os.close(lock)


def _move(connection: sqlite3.Connection, how: str) -> tuple[int, int]:
    """Pages in the log, and how many of them are in the database now."""
    _, log, moved = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    return log, moved
