"""64-bit ids that sort by time: 41 bits of milliseconds since 2020, 10 bits of process slot, 12 bits of sequence.

The layout is Snowflake's (Twitter, 2010). A slot belongs to one process at a time, held by a file lock, so two
processes of a machine never make the same id; machines that share a database set VERMILION_NODE apart.
"""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

from vermilion.infra import clock

EPOCH = 1_577_836_800_000  # 2020-01-01 in milliseconds
SLOTS_PER_NODE = 64
LARGEST = (1 << 63) - 1

_lock = threading.Lock()
_last = 0
_slot = 1023
_held: list[int] = []


def claim_slot(folder: Path, node: int) -> int:
    """Take the first free slot of this node (0-15) until the process ends. Raises RuntimeError when none is free."""
    global _slot
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(SLOTS_PER_NODE):
        handle = os.open(folder / f"{number}.slot", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            continue
        _held.append(handle)  # the lock lives as long as the descriptor
        _slot = node * SLOTS_PER_NODE + number
        return _slot
    raise RuntimeError(f"all {SLOTS_PER_NODE} process slots of node {node} are taken")


def new_id() -> int:
    """A new id, larger than every earlier one of this process, also when the clock steps back."""
    global _last
    with _lock:
        # Milliseconds and sequence count on as one number: a burst of over 4,096 borrows the next millisecond.
        _last = max(_last + 1, (clock.now() // clock.MILLISECOND - EPOCH) << 12)
        stamp, sequence = _last >> 12, _last & 0xFFF
    return stamp << 22 | _slot << 12 | sequence


def id_at(moment: int, sequence: int) -> int:
    """An id as it would have been made at `moment` (microseconds), for imports and the demo; `sequence` below 2^22."""
    return (moment // clock.MILLISECOND - EPOCH) << 22 | sequence & 0x3FFFFF


def moment_of(identifier: int) -> int:
    """When an id was made, in microseconds, to the millisecond."""
    return ((identifier >> 22) + EPOCH) * clock.MILLISECOND


def parse(text: str) -> int | None:
    """An id from an address or a JSON string; None for anything that is not one."""
    if not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    number = int(text)
    return number if 0 < number <= LARGEST else None
