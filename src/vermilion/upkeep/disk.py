"""How much room there is, and how long it will last.

Once a day the schedule writes down how much of the disk is used; the forecast is the slope of the last month. Before
there are two days of samples it is the average since the house was set up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from vermilion.infra import clock
from vermilion.infra.db import Db, Reader
from vermilion.infra.settings import Settings

PREFIX = "disk-used:"
KEPT_DAYS = 90
LOOKED_AT_DAYS = 30
SAVE = "INSERT INTO server_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
SAMPLES = "SELECT key, value FROM server_state WHERE key > ? AND key < ? ORDER BY key"
DELETE_OLD = "DELETE FROM server_state WHERE key > ? AND key < ?"
FIRST_DAY = "SELECT min(applied_at) FROM migrations"


class Forecast(msgspec.Struct, frozen=True):
    """Bytes; `days_left` is None where nothing grows."""

    free: int
    bytes_per_day: int
    measured_days: int

    @property
    def days_left(self) -> int | None:
        return self.free // self.bytes_per_day if self.bytes_per_day > 0 else None


async def sample_disk(db: Db, settings: Settings) -> None:
    """Write down today's figure; a later call of the same day replaces it."""
    today = clock.day_of(clock.now())
    used = shutil.disk_usage(settings.data).used
    await db.write(lambda tx: tx.run(SAVE, _key(today), str(used)))
    await db.write(lambda tx: tx.run(DELETE_OLD, PREFIX, _key(today - KEPT_DAYS)))


async def forecast(reader: Reader, settings: Settings) -> Forecast:
    """From samples if they span a day, else from what the data folder holds and its age."""
    free = shutil.disk_usage(settings.data).free
    today = clock.day_of(clock.now())
    rows = await reader.all(SAMPLES, _key(today - LOOKED_AT_DAYS), _key(today + 1))
    samples = [(int(row[0].removeprefix(PREFIX)), int(row[1])) for row in rows]
    if len(samples) >= 2:
        return Forecast(free, round(slope(samples)), samples[-1][0] - samples[0][0])
    first: int | None = await reader.value(FIRST_DAY)
    age = max(1, today - clock.day_of(first)) if first else 1
    return Forecast(free, folder_bytes(settings.data) // age, 0)


def slope(samples: list[tuple[int, int]]) -> float:
    """Growth a day by least squares: one large import or clean-up does not decide it alone."""
    days = [day for day, _ in samples]
    middle = sum(days) / len(days)
    level = sum(used for _, used in samples) / len(samples)
    spread = sum((day - middle) ** 2 for day in days)
    return sum((day - middle) * (used - level) for day, used in samples) / spread


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _key(day: int) -> str:
    return f"{PREFIX}{day:08d}"
