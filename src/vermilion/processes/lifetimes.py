"""How a child process lives and ends: never longer than its supervisor, never longer than the drain's bound."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Iterator

# Seconds a process has to finish what it began once it was told to end; after that it is gone.
DRAIN = 15
PR_SET_PDEATHSIG = 1
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def begin(supervisor: int) -> None:
    """First thing in a child: end when the supervisor ends, leave Ctrl-C to the supervisor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != supervisor:  # it died before the line above
        sys.exit(1)


def settle_memory() -> None:
    """Once a process has started: what is there by now stays for good, and the caches that grow hold no cycles.
    Collecting them again and again would stop it for tens of milliseconds each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def stop_event() -> asyncio.Event:
    """Set once SIGTERM came. From then on the clock runs: the kernel ends a process that hangs in its drain."""
    stopping = asyncio.Event()

    def stop() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(DRAIN)
        stopping.set()

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
    return stopping


@contextlib.contextmanager
def metrics_folder() -> Iterator[None]:
    """Where the children of one supervisor keep their numbers together: in memory where there is such a place,
    since a mapped file on a full disk would end a process."""
    memory = "/dev/shm"  # noqa: S108 - the folder below is made anew under a name that cannot be guessed
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="vermilion-metrics-", dir=place, ignore_cleanup_errors=True) as folder:
        os.environ[METRICS_FOLDER] = folder
        yield


async def pause(stopping: asyncio.Event, seconds: float) -> None:
    """Sleep, but no longer than until the end."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stopping.wait()
