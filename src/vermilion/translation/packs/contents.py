"""What is in the zip file of a pack, and whether it is one that is read here."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec

from vermilion.translation.packs.archives import opened
from vermilion.translation.packs.entries import below_top
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.models import Metadata
from vermilion.translation.packs.standing import METADATA, MODEL, PIECES

METADATA_LARGEST = 100_000

NEEDED = (METADATA, PIECES, f"{MODEL}/model.bin")
TEXTS = ("README.md", "README", "LICENSE", "LICENSE.md", "LICENSE.txt")  # who made it and on what terms


class Contents(msgspec.Struct, frozen=True):
    """A zip file that was looked through: `files` are its entries by their path in the pack."""

    metadata: Metadata
    files: dict[str, zipfile.ZipInfo]

    @property
    def size(self) -> int:
        return sum(entry.file_size for entry in self.files.values())


def look_through(packed: Path) -> Contents:
    """What is in a pack, nothing written yet. PackError `not_a_pack`, `unsafe_pack`, `too_large`, `incomplete_pack`,
    `other_pieces` (of a kind that is not read here) or `bad_metadata`."""
    with opened(packed) as archive:
        files = below_top(archive.infolist())
        _check_needed(files)
        raw = _read_small(archive, files[METADATA])
    try:
        metadata = msgspec.json.decode(raw, type=Metadata).checked()
    except msgspec.MsgspecError as error:
        raise PackError("bad_metadata", f"The pack's metadata.json cannot be read: {error}.") from error
    wanted = {path: entry for path, entry in files.items() if path.startswith(f"{MODEL}/") or path in NEEDED + TEXTS}
    return Contents(metadata, wanted)


def _check_needed(files: dict[str, zipfile.ZipInfo]) -> None:
    missing = [path for path in NEEDED if path not in files]
    if PIECES in missing and "bpe.model" in files:
        raise PackError("other_pieces", "The pack cuts words by a bpe.model; only sentencepiece.model is read here.")
    if missing:
        raise PackError("incomplete_pack", f"The pack has no {', '.join(missing)}.")


def _read_small(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > METADATA_LARGEST:
        raise PackError("bad_metadata", "The pack's metadata.json is too large.")
    return archive.read(entry)
