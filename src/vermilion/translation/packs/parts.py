"""What of a pack is here already: a hidden `.part` file, and beside it where it comes from."""

from __future__ import annotations

from pathlib import Path

import msgspec

from vermilion.translation.packs.models import Offer, Pair


class Origin(msgspec.Struct, frozen=True):
    """`validator` is the server's word for this very content; empty when it gave none, then nothing goes on."""

    url: str
    validator: str


def part_of(packs: Path, offer: Offer) -> Path:
    """Where an offer is downloaded to."""
    return packs / f".{'-'.join((*offer.pair, offer.version))}.part"


def parts_of(packs: Path, pair: Pair) -> list[Path]:
    """All that was begun of a pair, whatever the version."""
    return list(packs.glob(f".{'-'.join(pair)}-*.part"))


def size(part: Path) -> int:
    """Bytes that are here."""
    return part.stat().st_size if part.exists() else 0


def resumable(part: Path, url: str) -> str:
    """The validator to go on with, empty if there is nothing to go on with."""
    try:
        origin = msgspec.json.decode(_origin(part).read_bytes(), type=Origin)
    except (OSError, msgspec.MsgspecError):
        return ""
    return origin.validator if origin.url == url and size(part) else ""


def begin(part: Path, origin: Origin) -> None:
    """Say where the part comes from. Only after it was emptied: old bytes must never stand beside the word for new."""
    _origin(part).write_bytes(msgspec.json.encode(origin))


def discard(part: Path) -> None:
    """Forget what was downloaded."""
    part.unlink(missing_ok=True)
    _origin(part).unlink(missing_ok=True)


def _origin(part: Path) -> Path:
    return part.with_name(part.name + ".json")
