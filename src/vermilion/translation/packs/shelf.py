"""Which packs are installed: folders `<source>-<target>-<version>`, and hidden ones of installs under way.

A pack's folder appears whole by a rename and is never changed after, so readers need no lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vermilion.infra.settings import Settings
from vermilion.translation.packs.models import Metadata, PackError, Pair, Receipt, tag_of

METADATA = "metadata.json"
RECEIPT = "receipt.json"
PIECES = "sentencepiece.model"
MODEL = "model"


class Installed(msgspec.Struct, frozen=True):
    """A pack that stands."""

    folder: Path
    metadata: Metadata
    receipt: Receipt

    @property
    def pair(self) -> Pair:
        return self.metadata.pair

    @property
    def tags(self) -> Pair:
        """Its languages in BCP 47."""
        source, target = self.pair
        return tag_of(source), tag_of(target)

    @property
    def name(self) -> str:
        """What it is called beside its translations: `zh-en-1.9`."""
        return "-".join((*self.pair, self.version))

    @property
    def version(self) -> str:
        return self.receipt.version


def folder_of(settings: Settings) -> Path:
    """The folder of all packs."""
    return settings.data / "translation" / "packs"


def installed(packs: Path) -> dict[Pair, Installed]:
    """Every pair's pack; of two (an install was killed before it took the old one away) the one installed last."""
    found = [pack for place in _visible(packs) if (pack := _read(place))]
    return {pack.pair: pack for pack in sorted(found, key=lambda pack: pack.receipt.installed_at)}


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
    for place in _visible(packs):
        pack = _read(place)
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


def flush(place: Path) -> None:
    """Make a file or folder durable."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _visible(packs: Path) -> list[Path]:
    if not packs.is_dir():
        return []
    return sorted(place for place in packs.iterdir() if place.is_dir() and not place.name.startswith("."))


def _read(place: Path) -> Installed | None:
    try:
        metadata = msgspec.json.decode((place / METADATA).read_bytes(), type=Metadata).checked()
        receipt = msgspec.json.decode((place / RECEIPT).read_bytes(), type=Receipt)
    except (OSError, msgspec.MsgspecError, PackError):
        return None  # not ours, or taken away meanwhile
    return Installed(place, metadata, receipt)
