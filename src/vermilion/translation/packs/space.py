"""The disk that packs share with the database: asked before it is filled, understood when it refuses."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from vermilion.translation.packs.errors import PackError

SPARE = 200_000_000  # bytes that stay free, for the database beside it

# EFBIG: a limit on the size of files that the process may write.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """What the disk refuses as a PackError, `disk_full` or `cannot_write`."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise PackError("disk_full", "The disk is full; nothing was installed.") from error
        raise PackError("cannot_write", f"Packs cannot be written: {error}.") from error


def check_space(folder: Path, needed: int) -> None:
    """PackError `disk_full` if `needed` bytes would not leave enough for everybody else."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise PackError(
            "disk_full", f"{needed + SPARE:,} bytes must be free on the disk, {free:,} are; nothing was installed."
        )


def flush(place: Path) -> None:
    """Make a file or folder durable."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
