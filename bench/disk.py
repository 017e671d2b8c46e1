"""The disk's own time to make an append durable: what no commit can be faster than."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

APPENDS = 100
BYTES = 4_096


def fsync_times(folder: Path) -> list[float]:
    """Microseconds of each append and fsync of one page, on the disk of a folder."""
    found = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(APPENDS):
            began = time.perf_counter()
            file.write(b"\1" * BYTES)
            os.fsync(file.fileno())
            found.append((time.perf_counter() - began) * 1_000_000)
    return found


def summary(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {f"fsync_p{part}_us": ordered[min(len(ordered) * part // 100, len(ordered) - 1)] for part in (50, 95, 99)}
