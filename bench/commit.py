"""How writes become durable on SQLite, in two processes at once: `house` is the house's group commit, which waits for
the disk after its turn, beside the next ones; `within` waits within the turn; `single` commits each write alone. Before
each write the loop is busy as long as the rest of a request takes, and small reads go on beside."""

from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec
import uvloop

from bench import disk, results
from vermilion.infra.db import Db, Reader, Tx, sqlite
from vermilion.infra.db.sqlite_reading import SqliteReader, connect
from vermilion.infra.events import NOTHING, Wiring

WAYS = ("house", "within", "single")
ROUNDS = 5
SECONDS = 1.5
PROCESSES = 2
WRITERS = 32
ROWS = 20_000
PAGE = 20
REQUEST = 0.0002  # seconds

SCHEMA = (
    "CREATE TABLE likes (note BIGINT, who BIGINT, at BIGINT, PRIMARY KEY (note, who)) WITHOUT ROWID",
    "CREATE TABLE numbers (id INTEGER PRIMARY KEY, likes BIGINT NOT NULL)",
)
LIKE = "INSERT INTO likes (note, who, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
COUNT = "INSERT INTO numbers (id, likes) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET likes = numbers.likes + 1"
NUMBER = "SELECT likes FROM numbers WHERE id = ?"
NUMBERS = "SELECT id, likes FROM numbers WHERE id IN ids(?)"


class Seen(msgspec.Struct, frozen=True):
    """Latencies of writes and times of reads in one process, microseconds."""

    writes: list[float]
    reads: list[float]


class WithinDb(sqlite.SqliteDb):
    """The other design: SQLite itself waits for the disk at each commit."""

    def __init__(self, path: Path, wiring: Wiring) -> None:
        super().__init__(path, wiring)
        self._connection.execute("PRAGMA synchronous = FULL")
        self._log.flush = lambda: None  # type: ignore[method-assign]


def main() -> None:
    rounds: dict[str, list[list[Seen]]] = {way: [] for way in WAYS}
    fsyncs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            fsyncs += disk.fsync_times(Path(folder))
            for way in WAYS:
                rounds[way].append(_both(Path(folder) / f"{way}-{number}.db", way))
    figures = disk.summary(fsyncs)
    for way in WAYS:
        figures |= _figures(way, rounds[way])
    ratios = [len(a) / len(b) for a, b in zip(*(_writes(rounds[way]) for way in ("house", "within")), strict=True)]
    figures["house_over_within"] = median(ratios)
    said = "; ".join(
        f"{way} {figures[f'{way}_per_second']:,.0f} a second, 99% in {figures[f'{way}_p99_us'] / 1000:.1f} ms, "
        f"a read beside {figures[f'{way}_read_p50_us']:.0f} us"
        for way in WAYS
    )
    results.close("commit", figures, said)


def _figures(way: str, rounds: list[list[Seen]]) -> dict[str, float]:
    writes = _writes(rounds)
    reads = sorted(time for seen in rounds for one in seen for time in one.reads)
    return {
        f"{way}_per_second": median(len(item) / SECONDS for item in writes),
        f"{way}_p50_us": median(item[len(item) // 2] for item in writes),
        f"{way}_p99_us": median(item[len(item) * 99 // 100] for item in writes),
        f"{way}_read_p50_us": reads[len(reads) // 2],
        f"{way}_read_p99_us": reads[len(reads) * 99 // 100],
    }


def _writes(rounds: list[list[Seen]]) -> list[list[float]]:
    """Sorted latencies of each round, both processes together."""
    return [sorted(time for one in seen for time in one.writes) for seen in rounds]


def _both(path: Path, way: str) -> list[Seen]:
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode = WAL")
        for statement in SCHEMA:
            made.execute(statement)
        made.executemany(COUNT, [(number,) for number in range(ROWS)])
    made.close()
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        return pool.starmap(_one, [(path, way, place) for place in range(PROCESSES)], chunksize=1)


def _one(path: Path, way: str, place: int) -> Seen:
    if way == "single":
        sqlite.BATCH_UNITS = 1
    return uvloop.run(_measured(path, WithinDb if way == "within" else sqlite.SqliteDb, place))


async def _measured(path: Path, kind: type[sqlite.SqliteDb], place: int) -> Seen:
    db = kind(path, NOTHING)
    reader = SqliteReader(connect(path, readonly=True))
    seen = Seen([], [])
    until = time.perf_counter() + SECONDS
    likers = [_like(db, place * WRITERS + who, until, seen.writes) for who in range(WRITERS)]
    await asyncio.gather(*likers, _read(reader, until, seen.reads))
    await db.close()
    return seen


async def _like(db: Db, who: int, until: float, latencies: list[float]) -> None:
    note = who
    while (began := time.perf_counter()) < until:
        note = (note + 7_919) % ROWS
        while time.perf_counter() < began + REQUEST:
            pass

        async def work(tx: Tx, note: int = note) -> object:
            await tx.run(LIKE, note, who, 0)
            await tx.run(COUNT, note)
            return await tx.value(NUMBER, note)

        await db.write(work)
        latencies.append((time.perf_counter() - began) * 1_000_000)


async def _read(reader: Reader, until: float, reads: list[float]) -> None:
    page = list(range(0, ROWS, ROWS // PAGE))
    while (began := time.perf_counter()) < until:
        await reader.all(NUMBERS, page)
        reads.append((time.perf_counter() - began) * 1_000_000)
        await asyncio.sleep(0.001)
