"""Turns to write, and answers only after the disk's word."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from vermilion.infra.db import Tx, migrate, open_db
from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.db.sqlite_turns import lock_path
from vermilion.infra.errors import Unavailable

INSERT = "INSERT INTO server_state (key, value) VALUES (?, '')"
COUNT = "SELECT count(*) FROM server_state"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[SqliteDb]:
    db = await open_db(f"sqlite:///{tmp_path / 'test.db'}")
    assert isinstance(db, SqliteDb)
    await migrate(db)
    yield db
    await db.close()


def write(db: SqliteDb, key: str) -> asyncio.Task[int]:
    def work(tx: Tx) -> object:
        return tx.run(INSERT, key)

    return asyncio.ensure_future(db.write(work))  # type: ignore[arg-type]


class Disk:
    """Confirms when it is let, or refuses."""

    def __init__(self, db: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> None:
        self.flushes = 0
        self.asked = threading.Event()
        self.confirms = threading.Event()
        self.error: OSError | None = None
        monkeypatch.setattr(db._log, "flush", self._flush)

    def _flush(self) -> None:
        self.flushes += 1
        self.asked.set()
        assert self.confirms.wait(10)
        if self.error:
            raise self.error


async def test_a_write_is_answered_after_the_disk_has_confirmed_it(
    opened: SqliteDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(opened, monkeypatch)
    first = write(opened, "first")
    await asyncio.to_thread(disk.asked.wait, 10)
    others = [write(opened, f"other {number}") for number in range(20)]
    await asyncio.sleep(0.05)
    assert await opened.read.value(COUNT) == 21, "others write while the disk is waited for"
    assert not first.done()
    assert not any(other.done() for other in others)
    disk.confirms.set()
    await asyncio.gather(first, *others)
    assert disk.flushes == 2, "what came meanwhile is flushed together"


async def test_what_the_disk_does_not_confirm_is_not_called_saved(
    opened: SqliteDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(opened, monkeypatch)
    disk.error = OSError(5, "Input/output error")
    disk.confirms.set()
    with pytest.raises(Unavailable) as told:
        await write(opened, "doubtful")
    assert told.value.code == "save_doubtful"
    disk.error = None
    log = opened.path.with_name(opened.path.name + "-wal")
    before = log.stat().st_size
    await write(opened, "settled")
    assert log.stat().st_size < before, "the doubtful log was moved into the database first"
    assert await opened.read.value(COUNT) == 2


async def test_nobody_writes_while_the_log_cannot_be_settled(opened: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(opened, monkeypatch)
    disk.error = OSError(5, "Input/output error")
    disk.confirms.set()
    with pytest.raises(Unavailable):
        await write(opened, "doubtful")
    disk.error = None

    def refuse() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(opened._turn, "_settle", refuse)
        with pytest.raises(Unavailable) as told:
            await write(opened, "refused")
        assert told.value.code == "database_unavailable"
    await write(opened, "settled")
    assert await opened.read.value(COUNT) == 2


@pytest.mark.parametrize("how", ["its turn", "no turn"])
async def test_the_loop_goes_on_while_somebody_else_writes(opened: SqliteDb, how: str) -> None:
    """Another process has its turn, or writes without one, as an operator's sqlite3 does."""
    lock = os.open(lock_path(opened.path), os.O_RDWR)
    other = sqlite3.connect(opened.path, isolation_level=None)
    if how == "its turn":
        fcntl.flock(lock, fcntl.LOCK_EX)
    else:
        other.execute("BEGIN IMMEDIATE")
    written = write(opened, "patient")
    for _ in range(20):
        await asyncio.sleep(0.005)
        assert await opened.read.value(COUNT) == 0
    assert not written.done()
    os.close(lock)
    other.close()
    await written
    assert await opened.read.value(COUNT) == 1
