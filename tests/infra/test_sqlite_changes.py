"""What one process writes, the others hear of: enough to keep what has not changed, never too little."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from vermilion.infra.db import Reader, Tx, migrate, open_db, sqlite_changes, sqlite_reading
from vermilion.infra.db.sqlite import SqliteDb
from vermilion.infra.db.sqlite_changes import Heard, Told
from vermilion.infra.db.sqlite_reading import RememberingReader
from vermilion.infra.errors import Unavailable

KIND = "a number"


@pytest.fixture
async def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[SqliteDb, SqliteDb]]:
    """Two that have one database open, and hear of each other by what they commit."""
    monkeypatch.setattr(sqlite_reading, "OTHERS", 60.0)
    url = f"sqlite:///{tmp_path / 'test.db'}"
    here, there = await open_db(url), await open_db(url)
    assert isinstance(here, SqliteDb)
    assert isinstance(there, SqliteDb)
    await migrate(here)
    yield here, there
    await here.close()
    await there.close()


async def change(db: SqliteDb, *ids: int, value: int = 0) -> None:
    async def work(tx: Tx) -> None:
        sql = (
            "INSERT INTO server_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        )
        await tx.many(sql, [(str(number), str(value)) for number in ids])
        tx.changed(KIND, ids)

    await db.write(work)


def moment_of(reader: Reader) -> int:
    assert reader.moment is not None
    return reader.moment


async def test_what_changes_elsewhere_is_heard_of_and_nothing_else(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes
    await change(there, 1, 2, 3)
    before = moment_of(here.read)
    await change(there, 2, 3)
    after = moment_of(here.read)
    assert after != before
    assert here.read.unchanged_since(before, KIND, [1])
    assert here.read.unchanged_since(before, "another kind", [2])
    assert not here.read.unchanged_since(before, KIND, [1, 2])
    assert here.read.unchanged_since(after, KIND, [1, 2, 3])
    moments = [moment_of(db.read) for db in processes]  # each counts its own
    await change(here, 1)
    for db, moment in zip(processes, moments, strict=True):
        assert moment_of(db.read) != moment
        assert not db.read.unchanged_since(moment, KIND, [1])


async def test_what_failed_is_not_taken_for_a_change_for_ever(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes

    async def failing(tx: Tx) -> None:
        tx.changed(KIND, [1])
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await there.write(failing)
    told = moment_of(here.read)
    await change(there, 2)
    assert moment_of(here.read) != told
    assert here.read.unchanged_since(told, KIND, [1])


async def test_details_of_what_stands_are_told_in_order(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes

    async def tell(db: SqliteDb, identifier: int, *details: int, fails: bool = False) -> None:
        async def work(tx: Tx) -> None:
            for detail in details:
                tx.tell(KIND, identifier, detail)
            if fails:
                raise ValueError("no")

        await db.write(work)

    await tell(here, 7, 1)
    before = moment_of(here.read)
    await tell(there, 7, 30, 20)
    with pytest.raises(ValueError, match="no"):
        await tell(there, 7, 99, fails=True)
    await tell(here, 8, 11)
    await tell(here, 7, 30)
    assert moment_of(here.read) != before
    assert here.read.told_since(before, KIND, 7) == [30, 20, 30]
    assert here.read.told_since(before, KIND, 8) == [11]
    assert here.read.told_since(before, KIND, 9) == []
    assert here.read.told_since(moment_of(here.read), KIND, 7) == []
    assert here.read.told_since(0, KIND, 7) is None
    assert here.read_slow.told_since(before, KIND, 7) is None


async def test_nothing_is_told_of_a_batch_that_a_full_disk_has_ended(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes
    await change(there, 1)
    before = moment_of(here.read)

    async def tell(tx: Tx) -> None:
        tx.tell(KIND, 7, 1)

    async def end(tx: Tx) -> None:
        await tx.run("ROLLBACK")  # as SQLite does then

    told = await asyncio.gather(there.write(tell), there.write(end), return_exceptions=True)
    assert all(isinstance(answer, Exception) for answer in told)
    await change(there, 2)
    assert moment_of(here.read) != before
    assert here.read.told_since(before, KIND, 7) == []


async def test_who_has_missed_something_knows_nothing(
    processes: tuple[SqliteDb, SqliteDb], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_changes, "KEPT", 8)
    monkeypatch.setattr(sqlite_changes, "SWEPT", 4)
    here, there = processes
    await change(there, 0)
    before = moment_of(here.read)
    for number in range(1, 30):
        await change(there, number)
    after = moment_of(here.read)
    assert not here.read.unchanged_since(before, KIND, [99])
    assert here.read.unchanged_since(after, KIND, [99])
    assert 8 <= await here.read.value("SELECT count(*) FROM changes") <= 8 + 4


async def test_a_log_that_went_back_is_not_taken_for_silence(processes: tuple[SqliteDb, SqliteDb]) -> None:
    """As after an operator's `.restore` into a database that is served."""
    here, there = processes
    for number in range(5):
        await change(there, number)
    before = moment_of(here.read)
    for number in (0, 2, 4):
        await there.write(lambda tx, least=number: tx.run("DELETE FROM changes WHERE number > ?", least))  # type: ignore[misc]
        await change(there, 99)
        assert moment_of(here.read) != before
        assert not here.read.unchanged_since(before, KIND, [99])
        before = moment_of(here.read)


async def test_more_than_an_entry_holds_is_told_as_anything(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes
    await change(there, 0)
    before = moment_of(here.read)
    await change(there, *range(sqlite_changes.LARGEST + 1))
    after = moment_of(here.read)
    assert not here.read.unchanged_since(before, KIND, [5])
    assert here.read.unchanged_since(after, KIND, [5])


async def test_what_is_heard_is_remembered_within_bounds(
    processes: tuple[SqliteDb, SqliteDb], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_changes, "REMEMBERED", 10)
    here, there = processes
    await change(there, 0)
    moments = [moment_of(here.read)]
    for number in range(1, 40):
        await change(there, number)
        moments.append(moment_of(here.read))
        lately = moments[-5:][0]
        assert here.read.unchanged_since(lately, KIND, [99]), "the older half is forgotten, not all"
        assert not here.read.unchanged_since(lately, KIND, [number])
    assert not here.read.unchanged_since(moments[0], KIND, [99])
    assert isinstance(here.read, RememberingReader)
    assert sum(map(len, here.read._heard._moments.values())) <= 10 + 1


async def test_what_cannot_be_told_is_refused_and_holds_up_nobody(processes: tuple[SqliteDb, SqliteDb]) -> None:
    here, there = processes
    with pytest.raises(Unavailable):
        await change(here, "seven")  # type: ignore[arg-type]
    for db in processes:
        await change(db, 8)
    assert await there.read_slow.value("SELECT count(*) FROM server_state") == 1


async def test_where_nothing_is_heard_nothing_is_known(processes: tuple[SqliteDb, SqliteDb], tmp_path: Path) -> None:
    here, _ = processes
    assert not here.read_slow.unchanged_since(1 << 60, KIND, [1])
    empty = await open_db(f"sqlite:///{tmp_path / 'empty.db'}")
    moment = moment_of(empty.read)
    await empty.write(lambda tx: tx.run("CREATE TABLE t (value INTEGER)"))
    assert moment_of(empty.read) != moment
    assert not empty.read.unchanged_since(moment, KIND, [1])
    await empty.close()


async def test_what_is_kept_while_unchanged_is_always_what_stands_there(
    processes: tuple[SqliteDb, SqliteDb], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes write at random, both keep what they read; nobody is ever given anything old."""
    monkeypatch.setattr(sqlite_changes, "KEPT", 6)
    monkeypatch.setattr(sqlite_changes, "SWEPT", 2)
    monkeypatch.setattr(sqlite_changes, "LARGEST", 5)
    monkeypatch.setattr(sqlite_changes, "REMEMBERED", 12)
    dice = random.Random(17)
    kept: list[dict[int, tuple[int, object]]] = [{}, {}]
    given_again = 0
    for step in range(600):
        ids = dice.sample(range(10), dice.choice((1, 1, 1, 2, 6)))
        await change(dice.choice(processes), *ids, value=step)
        which = dice.randrange(2)
        if dice.random() < 0.4:
            continue  # some are asked more often than others
        reader, known = processes[which].read, kept[which]
        for number in range(10):
            moment = moment_of(reader)
            stands = await processes[which].read_slow.value("SELECT value FROM server_state WHERE key = ?", str(number))
            if number in known and reader.unchanged_since(known[number][0], KIND, [number]):
                assert known[number][1] == stands, f"step {step}"
                given_again += 1
            else:
                known[number] = moment, stands
    assert given_again > 500, "keeping would be of no use"


def test_details_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_changes, "REMEMBERED", 10)
    log = sqlite3.connect(":memory:", isolation_level=None)
    log.execute("CREATE TABLE changes (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, ids BLOB, details BLOB)")
    heard, told = Heard(log), Told()
    for number in range(1, 60):
        told.add_detail(KIND, 7, number)
        told.end_unit(stands=True)
        told.tell(log)
        told.forget()
        heard.listen(number)
        assert sum(len(details) for by_id in heard._details.values() for details in by_id.values()) <= 11
        if number > 5:
            assert heard.told_since(number - 2, KIND, 7) == [number - 1, number]
    log.close()
