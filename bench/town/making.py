"""Making a town once, and lending copies of it."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from random import Random

import msgspec

from bench.town import notes, people, tables
from bench.town.notes import FRESH, Made
from bench.town.people import GREAT_FOLLOWERS, People
from vermilion import feeds, topics
from vermilion.infra import clock
from vermilion.infra.db import Db, migrate, open_db

CACHE = Path(tempfile.gettempdir()) / "vermilion-bench"
SMALLEST = 4_000
TARGETS = 4_999


class Town(msgspec.Struct, frozen=True):
    """Its folder and who is there. `targets` are public notes that no viewer has liked, a prime number of them,
    which is not that of the viewers; the first `great` of the viewers follow 2,000 people."""

    folder: str
    notes: int
    viewers: list[int]
    great: int
    targets: list[int]

    @property
    def data(self) -> Path:
        return Path(self.folder)


def made(count: int) -> Town:
    """The town of `count` notes, made when it is not there yet."""
    data = CACHE / f"{count}-{_kind()}"
    known = data / "town.json"
    if not known.exists():
        for old in CACHE.glob(f"{count}-*"):
            shutil.rmtree(old)
        data.mkdir(parents=True)
        began = time.monotonic()
        town = asyncio.run(make(data, count))
        known.write_bytes(msgspec.json.encode(town))
        print(f"made a town of {count:,} notes in {time.monotonic() - began:.0f} s: {data}")
    return msgspec.json.decode(known.read_bytes(), type=Town)


@contextmanager
def borrowed(count: int) -> Iterator[Town]:
    """A copy that a benchmark may write to."""
    town = made(count)
    with tempfile.TemporaryDirectory(prefix="lent-", dir=CACHE) as folder:
        shutil.copy(town.data / "vermilion.db", folder)
        yield msgspec.structs.replace(town, folder=folder)


async def make(data: Path, count: int) -> Town:
    """Make a town in an empty folder."""
    db = await open_db(f"sqlite:///{data / 'vermilion.db'}")
    try:
        await migrate(db)
        town = await _fill(db, data, count)
    finally:
        await db.close()
    with sqlite3.connect(data / "vermilion.db") as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # now the file is all there is, and can be copied
    whole.close()
    return town


async def _fill(db: Db, data: Path, count: int) -> Town:
    rng, now = Random(count), clock.now()
    async with tables.without_indexes(db):
        crowd = await people.settle(db, rng, max(count // 20, SMALLEST), now)
        named = await notes.open_topics(db, max(count // 500, 50), crowd.ids[0], now)
        written = notes.imagine(rng, count, crowd, named, now)
        await notes.write(db, written, named, crowd, now)
        await notes.spread(db, written, named, crowd)
        await notes.let_be_found(db, written, named)
    await tables.count_everything(db)
    await feeds.refresh(db)
    await topics.refresh_ranking(db)
    return Town(str(data), count, crowd.viewers, min(GREAT_FOLLOWERS, len(crowd.viewers)), _targets(written, crowd))


def _targets(written: Sequence[Made], crowd: People) -> list[int]:
    """Spread over the whole town."""
    free = [note.id for note in written[: len(written) - FRESH] if note.public] or [n.id for n in written if n.public]
    size = next(n for n in range(min(TARGETS, len(free)), 0, -1) if _is_prime(n) and n != len(crowd.viewers))
    return [free[place * len(free) // size] for place in range(size)]


def _kind() -> str:
    """Moves with everything that shapes a town, so that an old one is not taken for it."""
    shapes = [Path(__file__).with_name(f"{name}.py") for name in ("notes", "people", "pictures", "tables", "texts")]
    sources = [*shapes, *sorted(Path(str(files("vermilion.migrations"))).glob("*.sql"))]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))
