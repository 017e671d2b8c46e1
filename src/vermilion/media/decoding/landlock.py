"""Landlock (Linux 5.13 and later): this process sees one folder and its own program, and no network.

https://docs.kernel.org/userspace-api/landlock.html; where the kernel has none, the other fences must do.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
PATH_BENEATH = 1
EXECUTE, READ_FILE, READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
# How many rights to files each version of the interface knows; the last one counts for all later versions.
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
CONNECT_AND_BIND = 3  # TCP, from version 4 on
SIGNALS_AND_SOCKETS = 3  # of other processes, from version 6 on

_libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """Of the kernel's interface; below 1 there is none."""
    return int(_libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION))


def enclose(folder: Path) -> bool:
    """Shut this thread and all it starts into `folder`, for good; False where the kernel cannot."""
    known = version()
    if known < 1:
        return False
    every = (1 << RIGHTS.get(known, RIGHTS[5])) - 1
    attributes = struct.pack("QQQ", every, CONNECT_AND_BIND, SIGNALS_AND_SOCKETS)
    size = 8 if known < 4 else 16 if known < 6 else 24
    ruleset = _libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    _allow(ruleset, folder, every)
    for place in {sys.prefix, sys.base_prefix, *sys.path, "/usr", "/lib", "/lib64"}:
        if place and os.path.isdir(place):
            _allow(ruleset, Path(place), EXECUTE | READ_FILE | READ_FOLDER)
    enclosed: bool = _libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return enclosed


def _allow(ruleset: int, place: Path, rights: int) -> None:
    handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    _libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", rights, handle), 0)
    os.close(handle)
