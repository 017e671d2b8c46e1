"""The doctor: a sound house, and each thing that can be wrong with one."""

from __future__ import annotations

import socket
from pathlib import Path

import msgspec
import pytest

from vermilion import media, upkeep
from vermilion.infra import clock, jobs
from vermilion.infra.db import Db, migrate, open_db
from vermilion.infra.settings import Settings
from vermilion.upkeep import Check, disk


async def states(settings: Settings) -> dict[str, Check]:
    return {check.name: check for check in await upkeep.examine(settings)}


@pytest.fixture
async def house(settings: Settings) -> Settings:
    db = await open_db(settings.database)
    await migrate(db)
    await db.close()
    return settings


async def test_a_sound_house(house: Settings) -> None:
    found = await states(house)
    assert {name for name, check in found.items() if check.state == "failure"} == set()
    assert found["mail"].state == "note"
    assert "files" in found["mail"].found
    assert found["owner"].state == "warning"
    sound = ("pictures", "HEIC", "video", "SQLite", "media", "database", "work")
    assert {found[name].state for name in sound} == {"ok"}


async def test_before_the_first_start(settings: Settings) -> None:
    found = await states(settings)
    assert "migrations are to be applied" in found["database"].found
    assert all(check.state != "failure" for check in found.values())


async def test_a_data_folder_that_cannot_be_written(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = await states(msgspec.structs.replace(settings, data=tmp_path / "file" / "data"))
    assert found["media"].state == "failure"
    assert found["database"].state == "failure"


async def test_a_secret_that_others_read(house: Settings) -> None:
    (house.data / "secret").write_text("x" * 40)
    (house.data / "secret").chmod(0o644)
    assert (await states(house))["secret"].state == "warning"


async def test_a_mail_server_that_does_not_answer(house: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    found = await states(msgspec.structs.replace(house, smtp_url=f"smtp://127.0.0.1:{port}"))
    assert found["mail"].state == "failure"


async def test_an_address_without_tls(house: Settings) -> None:
    found = await states(msgspec.structs.replace(house, base_url="http://town.example"))
    assert found["address"].state == "warning"


async def test_jobs_that_were_given_up(house: Settings) -> None:
    assert media.QUEUES  # the room whose job it is
    db = await open_db(house.database)
    await db.write(lambda tx: jobs.enqueue(tx, "media.sweep"))
    await db.write(lambda tx: tx.run("UPDATE jobs SET state = 'failed'"))
    await db.close()
    assert (await states(house))["work"].found == "0 jobs and 0 events wait, 1 jobs were given up."


async def test_the_forecast_follows_the_samples(db: Db, settings: Settings) -> None:
    settings.data.mkdir(parents=True)
    today = clock.day_of(clock.now())
    for age in range(10):
        await db.write(lambda tx, age=age: tx.run(disk.SAVE, disk._key(today - age), str(10**12 - age * 5_000_000)))  # type: ignore[misc]  # awaited at once
    seen = await disk.forecast(db.read, settings)
    assert (seen.bytes_per_day, seen.measured_days) == (5_000_000, 9)
    assert seen.days_left == seen.free // 5_000_000
    await upkeep.sample_disk(db, settings)
    await upkeep.sample_disk(db, settings)
    assert len(await db.read.all("SELECT key FROM server_state")) == 10


def test_one_large_import_does_not_decide_alone() -> None:
    steady = [(day, day * 10) for day in range(30)]
    jump = [(day, used + (10_000 if day == 15 else 0)) for day, used in steady]
    assert disk.slope(steady) == pytest.approx(10)
    assert abs(disk.slope(jump) - 10) < 5


async def test_translation(house: Settings) -> None:
    assert "No translator has reported" in (await states(house))["translation"].found
    db = await open_db(house.database)

    async def reported(state: str, *pairs: str) -> Check:
        row = ("local", "embedded", "", 0, msgspec.json.encode(pairs).decode(), state, "timeout", clock.now())
        await db.write(lambda tx: tx.run("DELETE FROM translation_engines"))
        await db.write(lambda tx: tx.run("INSERT INTO translation_engines VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row))
        return (await states(house))["translation"]

    try:
        assert "No engine knows any pair" in (await reported("ok")).found
        assert (await reported("ok", "zh-Hans>en")).state == "ok"
        ill = await reported("open", "zh-Hans>en")
        assert (ill.state, ill.advice) == ("warning", "local: timeout")
    finally:
        await db.close()


async def test_an_engines_file_that_cannot_be_used(house: Settings) -> None:
    (house.data / "translation.toml").write_text("engines = 7")
    assert (await states(house))["translation.toml"].state == "failure"
