"""What a download was when it was first installed. A later one of the same address and version must be the same."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from vermilion.infra import clock
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.space import flush


class Pin(msgspec.Struct, frozen=True):
    """`pinned_at` in microseconds."""

    url: str
    version: str
    sha256: str
    pinned_at: int


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(pins: Path, url: str, version: str, sha256: str) -> None:
    """PackError `checksum` if this address and version was something else before."""
    for pin in _read(pins):
        if (pin.url, pin.version) == (url, version) and pin.sha256 != sha256:
            raise PackError(
                "checksum",
                f"{url} is not what it was when it was installed first: SHA-256 {sha256} instead of {pin.sha256}. "
                f"Nothing was installed. If its publisher confirms the change, take its entry out of {pins}.",
            )


def pin(pins: Path, url: str, version: str, sha256: str) -> None:
    """Remember what it is from now on."""
    known = _read(pins)
    if not any((pin.url, pin.version) == (url, version) for pin in known):
        draft = pins.with_suffix(f".{os.getpid()}.draft")
        draft.write_bytes(msgspec.json.format(msgspec.json.encode([*known, Pin(url, version, sha256, clock.now())])))
        flush(draft)
        draft.rename(pins)
        flush(pins.parent)


def _read(pins: Path) -> list[Pin]:
    """A file that is there but cannot be read must not pass for an empty one."""
    try:
        return msgspec.json.decode(pins.read_bytes(), type=list[Pin])
    except FileNotFoundError:
        return []
    except msgspec.MsgspecError as error:
        raise PackError("bad_pins", f"{pins} is damaged: {error}.") from error
