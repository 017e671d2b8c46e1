"""From a packed file to a pack that serves: checked, unpacked aside, proven, and only then visible, by one rename."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from vermilion.infra import clock
from vermilion.translation.packs import pins
from vermilion.translation.packs.contents import look_through
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.models import Offer, Pair, Receipt
from vermilion.translation.packs.places import draft_place, free_place, take_away
from vermilion.translation.packs.proving import prove
from vermilion.translation.packs.shelf import installed
from vermilion.translation.packs.space import check_space, flush
from vermilion.translation.packs.standing import RECEIPT, Installed
from vermilion.translation.packs.unpacking import unpack


def place(packs: Path, pair: Pair, packed: Path, offer: Offer | None = None, url: str = "") -> Installed:
    """Install `packed`, which came from `url` if an index offered it; what it replaces goes last. Whoever calls holds
    the pair. Raises PackError and OSError; then everything is as it was."""
    known, sha256 = packs.parent / "pins.json", pins.checksum(packed)
    if offer:
        pins.check(known, url, offer.version, sha256)
    contents = look_through(packed)
    if contents.metadata.pair != pair:
        raise PackError("wrong_pair", f"The pack is one from {' to '.join(contents.metadata.pair)}.")
    check_space(packs, contents.size)
    version = offer.version if offer else contents.metadata.package_version
    draft = draft_place(packs, pair)
    try:
        draft.mkdir()
        (draft / RECEIPT).write_bytes(msgspec.json.encode(Receipt(version, sha256, url, clock.now())))
        flush(draft / RECEIPT)
        unpack(packed, contents, draft)
        prove(draft)
        if offer:
            pins.pin(known, url, version, sha256)
        stands = free_place(packs, pair, version)
        draft.rename(stands)
        flush(packs)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    take_away(packs, pair, keep=stands)
    return installed(packs)[pair]
