"""What is remembered is of one moment: nobody sees something new and then something older."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from vermilion.infra.db import Tx, sqlite_changes, sqlite_reading
from vermilion.infra.db.opening import open_db
from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.db.sqlite_reading import RememberingReader, connect

VALUE = "SELECT value FROM t WHERE name = ?"
MOVE = "UPDATE t SET value = value + 1"


@pytest.fixture
async def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[SqliteDb, SqliteDb]]:
    """Two that have one database open, and hear of each other by the number of commits alone."""
    monkeypatch.setattr(sqlite_reading, "OTHERS", 60.0)
    url = f"sqlite:///{tmp_path / 'test.db'}"
    opened = await open_db(url), await open_db(url)
    here, there = opened
    assert isinstance(here, SqliteDb)
    assert isinstance(there, SqliteDb)
    await here.write(lambda tx: tx.run("CREATE TABLE t (name TEXT PRIMARY KEY, value INTEGER)"))
    await here.write(lambda tx: tx.run("INSERT INTO t VALUES ('generation', 1), ('thing', 1)"))
    yield here, there
    await here.close()
    await there.close()


@pytest.fixture
def operator(processes: tuple[SqliteDb, SqliteDb]) -> sqlite3.Connection:
    """Writes past the house."""
    return connect(processes[0].path, readonly=False)


async def test_nothing_old_beside_something_new(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes
    for writer in (there, here, there):
        for reader in (here.read, there.read):
            before = await reader.value(VALUE, "generation")
            assert await reader.value(VALUE, "thing") == before
        await writer.write(lambda tx: tx.run(MOVE))
        for reader in (here.read, there.read):
            assert await reader.value(VALUE, "generation") == before + 1
            assert await reader.value(VALUE, "thing") == before + 1


async def test_a_moment_lasts_until_somebody_commits(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes
    moment = here.read.moment
    assert [row[0] for row in await here.read.own("SELECT value FROM t")] == [1, 1]
    assert here.read.moment == moment
    await there.write(lambda tx: tx.run(MOVE))
    assert here.read.moment != moment


async def test_what_is_remembered_is_asked_once(
    processes: tuple[SqliteDb, SqliteDb], operator: sqlite3.Connection
) -> None:
    here, _ = processes
    assert await here.read.value(VALUE, "thing") == 1
    operator.execute(MOVE)  # which nobody has been told of yet
    assert await here.read.value(VALUE, "thing") == 1


async def test_an_operators_commit_is_found_a_little_later(
    processes: tuple[SqliteDb, SqliteDb], operator: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = processes
    moment = here.read.moment
    operator.execute(MOVE)
    monkeypatch.setattr(sqlite_reading, "OTHERS", 0.0)
    assert await here.read.value(VALUE, "thing") == 2
    assert here.read.moment != moment


async def test_who_dies_while_committing_leaves_nothing_unseen(
    processes: tuple[SqliteDb, SqliteDb], operator: sqlite3.Connection
) -> None:
    here, there = processes
    assert await here.read.value(VALUE, "thing") == 1
    there._turn.commits.begin()  # and is killed
    for value in (2, 3):
        operator.execute(MOVE)  # as it would have committed, before or after its last breath
        assert await here.read.value(VALUE, "thing") == value
    await here.write(lambda tx: tx.run(MOVE))  # the next one mends it
    for db in processes:
        assert await db.read.value(VALUE, "thing") == 4
    operator.execute(MOVE)
    assert await here.read.value(VALUE, "thing") == 4, "told by the number alone again"


async def test_no_two_readers_share_a_moment(processes: tuple[SqliteDb, SqliteDb]) -> None:
    """What is kept under a moment of one would be taken for what another has."""
    seen: set[int | None] = set()
    for _ in range(3):
        moments = {db.read.moment for db in processes}
        assert len(moments) == 2
        assert not moments & seen
        seen |= moments
        await processes[0].write(lambda tx: tx.run(MOVE))


async def test_a_look_that_fails_is_none(processes: tuple[SqliteDb, SqliteDb], monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = processes
    assert await here.read.value(VALUE, "thing") == 1
    assert isinstance(here.read, RememberingReader)
    execute = here.read._execute
    for failing in ("PRAGMA data_version", sqlite_changes.SINCE):
        before = await there.read.value(VALUE, "thing")
        moment = here.read.moment
        assert moment
        await there.write(lambda tx: tx.run(MOVE))

        def broken(sql: str, *args: Any, failing: str = failing) -> sqlite3.Cursor:
            if sql == failing:
                raise sqlite3.DatabaseError("disk I/O error")
            return execute(sql, *args)

        with monkeypatch.context() as patched:
            patched.setattr(here.read, "_execute", broken)
            patched.setattr(here.read._heard, "_execute", broken)
            with pytest.raises(sqlite3.DatabaseError):
                await here.read.value(VALUE, "thing")
        assert await here.read.value(VALUE, "thing") == before + 1
        assert here.read.moment != moment


async def test_a_commit_that_fails_is_none(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes
    assert await there.read.value(VALUE, "thing") == 1

    async def ended(tx: Tx) -> None:
        await tx.run(MOVE)
        await tx.run("ROLLBACK")  # as a full disk does

    with pytest.raises(sqlite3.OperationalError, match="savepoint"):
        await here.write(ended)
    assert await there.read.value(VALUE, "thing") == 1
    await here.write(lambda tx: tx.run(MOVE))
    assert await there.read.value(VALUE, "thing") == 2
