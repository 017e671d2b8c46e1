"""How much one file may cost, and the fence around the child process."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from pathlib import Path

import msgspec

from .landlock import enclose

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38


class Bounds(msgspec.Struct, frozen=True):
    """Pixels are of one frame unless `total`; memory is address space in bytes; times in seconds."""

    max_pixels: int = 80_000_000
    max_frames: int = 600
    max_total_pixels: int = 250_000_000
    max_video_pixels: int = 4096 * 2304
    max_seconds: int = 300
    max_output_bytes: int = 2 << 30
    memory: int = 4 << 30
    cpu: int = 120
    wall: int = 120


def confine(bounds: Bounds, parent: int, folder: Path) -> None:
    """Fence this process into `folder`, for good; it dies with the process `parent`."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # it died before the first call above
        os._exit(1)
    os.nice(10)  # people who wait for a page go first
    for what, most in (
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_CPU, bounds.cpu),
        (resource.RLIMIT_FSIZE, bounds.max_output_bytes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    enclose(folder)
