"""What is remembered is of one moment: nobody sees something new and then something older."""

from __future__ import annotations

from pathlib import Path

import pytest

from vermilion.infra.db import sqlite_reading
from vermilion.infra.db.sqlite_reading import RememberingReader, connect


async def test_nothing_old_beside_something_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = connect(tmp_path / "test.db", readonly=False)
    writing.execute("CREATE TABLE t (name TEXT PRIMARY KEY, value INTEGER)")
    writing.execute("INSERT INTO t VALUES ('generation', 1), ('thing', 1)")
    monkeypatch.setattr(sqlite_reading, "STANDS_STILL", 60.0)
    reader = RememberingReader(connect(tmp_path / "test.db", readonly=True))
    value = "SELECT value FROM t WHERE name = ?"
    for _ in range(2):  # remembered from the second time on
        assert await reader.value(value, "thing") == 1
    writing.execute("UPDATE t SET value = 2")  # another process
    assert await reader.value(value, "thing") == 1  # remembered for a moment
    assert await reader.value(value, "generation") == 2
    assert await reader.value(value, "thing") == 2
    writing.execute("UPDATE t SET value = 3")
    reader.forget()
    monkeypatch.setattr(sqlite_reading, "STANDS_STILL", 0.0)
    assert [row[0] for row in await reader.all("SELECT value FROM t")] == [3, 3]


async def test_a_moment_lasts_until_somebody_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = connect(tmp_path / "test.db", readonly=False)
    writing.execute("CREATE TABLE t (value INTEGER)")
    monkeypatch.setattr(sqlite_reading, "STANDS_STILL", 0.0)
    reader = RememberingReader(connect(tmp_path / "test.db", readonly=True))
    moment = reader.moment
    assert await reader.own("SELECT value FROM t") == []
    assert reader.moment == moment
    writing.execute("INSERT INTO t VALUES (1)")
    assert reader.moment != moment
    assert await reader.own("SELECT value FROM t") == [(1,)]
