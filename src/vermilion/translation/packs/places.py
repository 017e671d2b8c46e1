"""Where packs are unpacked, and how they come and go: in one step each, one process at a time for a pair."""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.models import Pair
from vermilion.translation.packs.shelf import visible
from vermilion.translation.packs.standing import read


def free_place(packs: Path, pair: Pair, version: str) -> Path:
    """Where a new pack goes: a version installed once more stands beside the old one first."""
    stem = "-".join((*pair, version))
    names = itertools.chain([stem], (f"{stem}_{number}" for number in itertools.count(2)))
    return next(packs / name for name in names if not (packs / name).exists())


def draft_place(packs: Path, pair: Pair) -> Path:
    """Where a pack is unpacked and proven before it gets its name."""
    return packs / f".{'-'.join(pair)}.draft"


def take_away(packs: Path, pair: Pair, keep: Path | None = None) -> None:
    """Remove all packs of the pair but `keep`: out of sight in one step, then file by file."""
    for place in visible(packs):
        pack = read(place)
        if pack and pack.pair == pair and place != keep:
            gone = packs / f".{place.name}.gone"
            place.rename(gone)
            shutil.rmtree(gone)


@contextlib.contextmanager
def held(packs: Path, pair: Pair) -> Iterator[None]:
    """Nobody else installs or removes this pair, else PackError. What a killed install left is cleaned up."""
    packs.mkdir(parents=True, exist_ok=True)
    with (packs / f".{'-'.join(pair)}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PackError("busy", f"Somebody is installing {' to '.join(pair)} at this moment.") from None
        for left in (draft_place(packs, pair), *packs.glob(f".{'-'.join(pair)}-*.gone")):
            shutil.rmtree(left, ignore_errors=True)
        yield
