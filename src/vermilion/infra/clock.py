"""Time as the house counts it: whole microseconds since 1970-01-01 UTC."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache

MILLISECOND = 1_000
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


_shift = 0


def now() -> int:
    """The present, in microseconds."""
    return time.time_ns() // 1_000 + _shift


def travel(moment: int | None) -> None:
    """Let this process live at another moment, or at the present again (None): a history that is written anew gets
    its own times. For the demo; a serving process never travels."""
    global _shift
    _shift = 0 if moment is None else moment - time.time_ns() // 1_000


def rfc3339(moment: int) -> str:
    """A moment as RFC 3339 in UTC, to the millisecond."""
    return f"{_second(moment // SECOND)}.{moment % SECOND // MILLISECOND:03d}Z"


@lru_cache(1024)  # every request of a second asks for it
def _second(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"


def day_of(moment: int) -> int:
    """Days since 1970-01-01, UTC."""
    return moment // DAY
