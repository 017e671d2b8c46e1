"""Turns to write, and answers only after the disk's word."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Sequence
from pathlib import Path

import pytest

from vermilion.infra.db import Tx, checkpoint, checkpointing, migrate, open_db, sqlite_turns
from vermilion.infra.db.sqlite import CROWD, SqliteDb
from vermilion.infra.db.sqlite_turns import lock_path
from vermilion.infra.errors import Conflict, Doubtful, Unavailable

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


async def left_in_doubt(db: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> Doubtful:
    """What a member is told whose write the disk has not confirmed; from then on it confirms."""
    disk = Disk(db, monkeypatch)
    disk.error = OSError(5, "Input/output error")
    disk.confirms.set()
    with pytest.raises(Doubtful) as told:
        await write(db, "doubtful")
    disk.error = None
    return told.value


def count_settling(db: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Grows whenever the log is moved before a turn."""
    settled: list[bool] = []
    settle = db._turn._settle

    def counted() -> None:
        settle()
        settled.append(True)

    monkeypatch.setattr(db._turn, "_settle", counted)
    return settled


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
    told = await left_in_doubt(opened, monkeypatch)
    assert told.code == "save_doubtful"
    log = opened.path.with_name(opened.path.name + "-wal")
    before = log.stat().st_size
    await write(opened, "settled")
    assert log.stat().st_size < before, "the doubtful log was moved into the database first"
    assert await opened.read.value(COUNT) == 2


async def test_what_follows_something_doubtful_is_doubtful_too(
    opened: SqliteDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log is read back up to the first page that is missing."""
    disk = Disk(opened, monkeypatch)
    disk.error = OSError(5, "Input/output error")
    first = write(opened, "first")
    await asyncio.to_thread(disk.asked.wait, 10)
    second = write(opened, "second")
    await asyncio.sleep(0.05)
    assert await opened.read.value(COUNT) == 2
    disk.confirms.set()
    for told in await asyncio.gather(first, second, return_exceptions=True):
        assert isinstance(told, Unavailable)
        assert told.code == "save_doubtful"
    assert disk.flushes == 1


async def test_nobody_writes_while_the_log_cannot_be_settled(opened: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> None:
    await left_in_doubt(opened, monkeypatch)

    def refuse() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(opened._turn, "_settle", refuse)
        with pytest.raises(Unavailable) as told:
            await write(opened, "refused")
        assert told.value.code == "database_unavailable"
    await write(opened, "settled")
    assert await opened.read.value(COUNT) == 2


async def test_a_doubt_that_arises_while_the_turn_is_waited_for_is_not_forgotten(
    opened: SqliteDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(opened, monkeypatch)
    disk.error = OSError(5, "Input/output error")
    settled = count_settling(opened, monkeypatch)
    first = write(opened, "first")
    await asyncio.to_thread(disk.asked.wait, 10)
    lock = os.open(lock_path(opened.path), os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    second = write(opened, "second")
    await asyncio.sleep(0.05)
    disk.confirms.set()
    with pytest.raises(Doubtful):
        await first
    disk.error = None
    os.close(lock)
    await second
    assert settled == [True]


async def test_after_waiting_in_vain_the_loop_is_free(opened: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_turns, "PATIENCE", 100)
    other = sqlite3.connect(opened.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for key in ("first", "second"):
        with pytest.raises(Unavailable):
            await write(opened, key)
    assert opened._connection.execute("PRAGMA busy_timeout").fetchone()[0] == 0, "the loop never waits"
    other.close()
    await write(opened, "third")
    assert await opened.read.value(COUNT) == 1


async def test_a_verb_that_ends_an_iteration_by_mistake_is_told(opened: SqliteDb) -> None:
    def broken(tx: Tx) -> Awaitable[None]:
        raise StopIteration

    good = write(opened, "good")
    with pytest.raises(RuntimeError):
        await opened.write(broken)
    await good


async def test_a_crowd_writes_together(opened: SqliteDb) -> None:
    """What comes while others write is one unit then; who comes later is of the next."""
    sizes: list[int] = []

    async def work(tx: Tx, keys: Sequence[str]) -> list[str]:
        sizes.append(len(keys))
        await tx.many(INSERT, [(key,) for key in keys])
        return [key.upper() for key in keys]

    alone = write(opened, "alone")
    crowd = [asyncio.ensure_future(opened.write_together(work, f"k{n}")) for n in range(CROWD + 6)]
    assert await asyncio.gather(*crowd) == [f"K{n}" for n in range(CROWD + 6)]
    await alone
    assert sizes == [CROWD, 6]
    assert await opened.write_together(work, "later") == "LATER"
    assert sizes == [CROWD, 6, 1]
    assert await opened.read.value(COUNT) == CROWD + 8


async def test_a_crowd_that_does_not_say_what_came_of_each(opened: SqliteDb) -> None:
    async def forgetful(tx: Tx, keys: Sequence[str]) -> list[None]:
        await tx.many(INSERT, [(key,) for key in keys])
        return []

    found = await asyncio.gather(*(opened.write_together(forgetful, key) for key in "ab"), return_exceptions=True)
    assert [type(error) for error in found] == [RuntimeError, RuntimeError]
    assert await opened.read.value(COUNT) == 0


async def test_a_crowd_whose_disk_does_not_confirm(opened: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(tx: Tx, keys: Sequence[str]) -> list[Conflict | None]:
        await tx.many(INSERT, [(key,) for key in keys if key != "refused"])
        return [Conflict("taken", "It is taken.") if key == "refused" else None for key in keys]

    disk = Disk(opened, monkeypatch)
    disk.error = OSError("gone")
    disk.confirms.set()
    crowd = asyncio.gather(*(opened.write_together(work, key) for key in ("a", "refused", "b")), return_exceptions=True)
    assert [type(error) for error in await crowd] == [Doubtful, Conflict, Doubtful]


async def test_a_database_behind_a_link(opened: SqliteDb, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "linked.db"
    link.symlink_to(opened.path)
    other = await open_db(f"sqlite:///{link}")
    assert isinstance(other, SqliteDb)
    await write(other, "over the link")
    await other.close()
    assert await opened.read.value(COUNT) == 1


async def test_old_readers_hold_up_no_writer_while_the_log_is_moved(
    opened: SqliteDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpointing, "LARGEST_LOG", 0)
    monkeypatch.setattr(checkpointing, "PATIENCE", 0)
    reader = sqlite3.connect(opened.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute(COUNT).fetchone()
    await write(opened, "after it began")
    async with asyncio.timeout(5):
        await checkpoint(opened)
    assert opened.settled_at is None, "it is not all moved"
    reader.close()


async def test_a_log_that_is_wholly_moved_is_left_alone(opened: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> None:
    moves: list[str] = []
    move = checkpointing._move

    def counted(connection: sqlite3.Connection, how: str) -> tuple[int, int]:
        moves.append(how)
        return move(connection, how)

    monkeypatch.setattr(checkpointing, "_move", counted)
    await write(opened, "one")
    await checkpoint(opened)
    await asyncio.sleep(0.002)
    await checkpoint(opened)
    assert moves == ["PASSIVE"]
    await write(opened, "two")
    await checkpoint(opened)
    assert moves == ["PASSIVE", "PASSIVE"]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_commit_while_the_log_is_moved(opened: SqliteDb, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    """What came before the last move is moved with it and left alone; what came after is not taken for moved."""
    moves: list[tuple[int, int]] = []
    move = checkpointing._move
    commits = opened.commits

    def meanwhile() -> None:
        if not moves:
            commits.begin()
            opened._connection.execute("INSERT INTO server_state (key, value) VALUES ('meanwhile', '')")
            commits.end()

    def met(connection: sqlite3.Connection, how: str) -> tuple[int, int]:
        if when == "before":
            meanwhile()
        found = move(connection, how)
        if when == "after":
            meanwhile()
        moves.append(found)
        return found

    monkeypatch.setattr(checkpointing, "_move", met)
    await write(opened, "one")
    for _ in range(3):
        await checkpoint(opened)
    # One time too often where it came between the number and the move: never one too few.
    assert len(moves) == 2
    log, moved = move(opened._connection, "PASSIVE")
    assert log == moved


async def test_a_log_that_could_not_be_looked_at_is_not_settled(
    opened: SqliteDb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpointing, "_move", lambda connection, how: (-1, -1))  # as SQLite says it
    await write(opened, "one")
    await checkpoint(opened)
    assert opened.settled_at is None


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


async def keep_all(tx: Tx, keys: Sequence[str]) -> list[str]:
    return list(keys)


async def test_a_crowd_comes_after_turns_that_fail(opened: SqliteDb, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> bool:
        raise OSError("no locks here")

    with monkeypatch.context() as patch:
        patch.setattr(opened._turn, "taken", refused)
        with pytest.raises(Unavailable):
            await asyncio.wait_for(opened.write_together(keep_all, "first"), 10)
    assert await asyncio.wait_for(opened.write_together(keep_all, "second"), 10) == "second"


async def test_who_comes_later_is_written_later(opened: SqliteDb) -> None:
    """Also where a crowd waits already that they could join."""
    order: list[str] = []

    async def together(tx: Tx, keys: Sequence[str]) -> list[None]:
        order.extend(keys)
        return [None] * len(keys)

    async def alone(tx: Tx) -> None:
        order.append("alone")

    lock = os.open(lock_path(opened.path), os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    writes = [
        asyncio.ensure_future(opened.write_together(together, "first")),
        asyncio.ensure_future(opened.write_together(together, "second")),
        asyncio.ensure_future(opened.write(alone)),
        asyncio.ensure_future(opened.write_together(together, "third")),
    ]
    await asyncio.sleep(0.05)
    os.close(lock)
    await asyncio.gather(*writes)
    assert order == ["first", "second", "alone", "third"]


async def test_a_verb_that_waits_for_anything_else_fails_and_ends_there(opened: SqliteDb) -> None:
    ended: list[bool] = []

    async def slow(tx: Tx) -> None:
        try:
            await asyncio.sleep(0)
        finally:
            ended.append(opened._connection.in_transaction)  # what it tidies up is undone with it

    with pytest.raises(RuntimeError, match="nothing but its transaction"):
        await opened.write(slow)
    assert ended == [True]
