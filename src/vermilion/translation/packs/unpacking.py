"""Taking a pack out of its zip file: only what is needed, only below the folder, only as much as a pack may have."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

import msgspec

from vermilion.translation.packs.models import Metadata, PackError
from vermilion.translation.packs.shelf import METADATA, MODEL, PIECES, flush

ENTRIES = 2_000
LARGEST = 4_000_000_000  # bytes of all files, unpacked
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
    try:
        with zipfile.ZipFile(packed) as archive:
            files = _below_top(archive.infolist())
            _check_needed(files)
            raw = _read_small(archive, files[METADATA])
        metadata = msgspec.json.decode(raw, type=Metadata).checked()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _broken(error) from error
    except msgspec.MsgspecError as error:
        raise PackError("bad_metadata", f"The pack's metadata.json cannot be read: {error}.") from error
    wanted = {path: entry for path, entry in files.items() if path.startswith(f"{MODEL}/") or path in NEEDED + TEXTS}
    return Contents(metadata, wanted)


def unpack(packed: Path, contents: Contents, folder: Path) -> None:
    """Write the files of a pack below `folder`, durably. PackError `not_a_pack` if the data is damaged; OSError."""
    try:
        with zipfile.ZipFile(packed) as archive:
            for path, entry in contents.files.items():
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                # zipfile reads no more than the entry's stated size, and compares its checksum at the end.
                with archive.open(entry) as source, place.open("xb") as file:
                    shutil.copyfileobj(source, file, 1 << 20)
                flush(place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _broken(error) from error
    for place in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        flush(place)


def _below_top(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Files by their path below the one folder at the top."""
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > LARGEST:
        raise PackError("too_large", f"A pack has {ENTRIES:,} files and {LARGEST:,} bytes at most.")
    files: dict[str, zipfile.ZipInfo] = {}
    tops = set()
    for entry in entries:
        parts = _safe_parts(entry)
        tops.add(parts[0])
        if not entry.is_dir():
            path = "/".join(parts[1:])
            if path in files:
                raise _unsafe(entry, "is there twice")
            files[path] = entry
    if len(tops) != 1 or "" in files:
        raise PackError("incomplete_pack", "A pack is a zip file with one folder at its top.")
    return files


def _safe_parts(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """A plain file or folder with a plain relative name, as the zip itself says it, not as zipfile mends it."""
    name = entry.orig_filename
    if not name or name.startswith("/") or any(bad in name for bad in ("\\", ":", "\0")):
        raise _unsafe(entry, "has no plain name")
    parts = PurePosixPath(name).parts
    if ".." in parts or not parts:
        raise _unsafe(entry, "lies outside of it")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _unsafe(entry, "is a link or a device")
    return parts


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


def _unsafe(entry: zipfile.ZipInfo, why: str) -> PackError:
    return PackError("unsafe_pack", f"The pack is refused: {entry.orig_filename!r} {why}.")


def _broken(error: Exception) -> PackError:
    return PackError("not_a_pack", f"The file is damaged or no pack at all: {error}.")
