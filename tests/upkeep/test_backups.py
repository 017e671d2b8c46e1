"""Backups are consistent, read back and incremental; a restore gives the house back, or touches nothing."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from vermilion import upkeep
from vermilion.infra.db import Db, Tx, migrate, open_db
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.upkeep import BackupError
from vermilion.upkeep.disk import folder_bytes

COUNT = "SELECT count(*) FROM server_state WHERE key LIKE ?"
PUT = "INSERT INTO server_state (key, value) VALUES (?, ?)"


@pytest.fixture
async def db(settings: Settings) -> AsyncIterator[Db]:
    opened = await open_db(settings.database)
    await migrate(opened)
    yield opened
    await opened.close()


@pytest.fixture
async def lived_in(db: Db, settings: Settings) -> Settings:
    (settings.data / "secret").write_text("s" * 48)
    await db.write(lambda tx: tx.run(PUT, "who", "alice"))
    storage = open_storage(settings.media)
    await storage.put("public/ab/picture-large.webp", b"picture" * 1000)
    await storage.put("originals/00/7-token", b"original")
    return settings


def elsewhere(settings: Settings, folder: Path) -> Settings:
    return msgspec.structs.replace(settings, data=folder)


async def test_there_and_back(lived_in: Settings, tmp_path: Path) -> None:
    folder = await upkeep.back_up(lived_in, tmp_path / "backups")
    restored = elsewhere(lived_in, tmp_path / "new")
    await upkeep.restore(restored, tmp_path / "backups")
    again = await open_db(restored.database)
    try:
        assert await again.read.value("SELECT value FROM server_state WHERE key = ?", "who") == "alice"
        assert await migrate(again) == []
    finally:
        await again.close()
    assert await open_storage(restored.media).get("originals/00/7-token") == b"original"
    assert (restored.data / "secret").read_text() == "s" * 48
    assert (restored.data / "secret").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


async def test_a_backup_taken_while_writing_is_consistent(lived_in: Settings, db: Db, tmp_path: Path) -> None:
    """Each transaction writes two rows; a backup must hold both or none."""
    done = asyncio.Event()

    async def write() -> int:
        number = 0
        while not done.is_set():
            number += 1
            await db.write(lambda tx: pair(tx, number))  # noqa: B023 - awaited at once
        return number

    async def pair(tx: Tx, number: int) -> None:
        await tx.run(PUT, f"left-{number}", "x" * 500)
        await tx.run(PUT, f"right-{number}", "x" * 500)

    writing = asyncio.create_task(write())
    folders = []
    for number in range(3):
        await asyncio.sleep(0.1)
        folders.append(await upkeep.back_up(lived_in, tmp_path / f"backups-{number}"))
    done.set()
    written = await writing
    seen = []
    for number, folder in enumerate(folders):
        restored = elsewhere(lived_in, tmp_path / f"new-{number}")
        await upkeep.restore(restored, folder)
        copy = await open_db(restored.database)
        try:
            sides = [await copy.read.value(COUNT, f"{side}-%") for side in ("left", "right")]
        finally:
            await copy.close()
        assert sides[0] == sides[1]
        seen.append(sides[0])
    assert 0 < seen[0] <= seen[1] <= seen[2] <= written


async def test_the_second_backup_copies_only_what_is_new(
    lived_in: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vermilion.upkeep.backing_up.CLOCK_SLACK", 0)
    target = tmp_path / "backups"
    await upkeep.back_up(lived_in, target)
    before = folder_bytes(target / "objects")
    await open_storage(lived_in.media).put("public/cd/another.webp", b"new")
    await asyncio.sleep(1)  # a backup is named by its second
    second = await upkeep.back_up(lived_in, target)
    assert folder_bytes(target / "objects") == before + len(b"new")
    assert len(upkeep.verify(second).media) == 3


@pytest.mark.parametrize("harm", ["database", "object", "lost object", "manifest"])
async def test_a_damaged_backup_touches_nothing(lived_in: Settings, tmp_path: Path, harm: str) -> None:
    folder = await upkeep.back_up(lived_in, tmp_path / "backups")
    objects = sorted(path for path in (tmp_path / "backups" / "objects").rglob("*") if path.is_file())
    if harm == "database":
        with (folder / "database.sqlite").open("r+b") as file:
            file.seek(5000)
            file.write(b"damage")
    elif harm == "object":
        objects[0].write_bytes(b"damage")
    elif harm == "lost object":
        objects[0].unlink()
    else:
        (folder / "manifest.json").write_bytes(b"{")
    new = elsewhere(lived_in, tmp_path / "new")
    with pytest.raises(BackupError):
        await upkeep.restore(new, folder)
    assert not new.data.exists() or not [path for path in new.data.rglob("*") if path.is_file()]


async def test_a_house_that_is_lived_in_is_never_restored_over(lived_in: Settings, tmp_path: Path) -> None:
    await upkeep.back_up(lived_in, tmp_path / "backups")
    await open_storage(lived_in.media).put("public/ef/later.webp", b"later")
    with pytest.raises(BackupError, match="not empty"):
        await upkeep.restore(lived_in, tmp_path / "backups")
    shutil.rmtree(lived_in.data / "media")
    with pytest.raises(BackupError, match="not empty"):
        await upkeep.restore(lived_in, tmp_path / "backups")


async def test_a_restore_that_was_cut_off_can_be_done_again(lived_in: Settings, tmp_path: Path) -> None:
    await upkeep.back_up(lived_in, tmp_path / "backups")
    new = elsewhere(lived_in, tmp_path / "new")
    await open_storage(new.media).put("originals/00/7-token", b"half")
    (new.data / "vermilion.db.restoring").write_bytes(b"half")
    await upkeep.restore(new, tmp_path / "backups")
    assert await open_storage(new.media).get("originals/00/7-token") == b"original"


async def test_an_interrupted_backup_counts_for_nothing(lived_in: Settings, tmp_path: Path) -> None:
    target = tmp_path / "backups"
    whole = await upkeep.back_up(lived_in, target)
    shutil.copytree(whole, target / "2999-01-01T00-00-00Z.partial")
    assert upkeep.newest(target) == whole


async def test_no_backup_no_database(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no backup"):
        await upkeep.restore(settings, tmp_path)
    with pytest.raises(BackupError, match="no database"):
        await upkeep.back_up(settings, tmp_path / "backups")
