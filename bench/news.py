"""What the house has put off: news of likes that the job worker has not delivered yet."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import msgspec


class Behind(msgspec.Struct, frozen=True):
    """How many events waited, and the seconds until the last was delivered."""

    events: int
    seconds: float


def delivered(data: Path) -> Behind:
    """Wait for it: what is measured next would pay for it else."""
    connection = sqlite3.connect(f"file:{data / 'vermilion.db'}?mode=ro", uri=True)
    try:
        began = time.monotonic()
        (waiting,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
        while connection.execute("SELECT 1 FROM outbox LIMIT 1").fetchone():
            time.sleep(0.02)
        return Behind(waiting, time.monotonic() - began)
    finally:
        connection.close()
