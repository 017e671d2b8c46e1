"""The files of a zip file: only plain ones below one folder, only as much as a pack may have."""

from __future__ import annotations

import stat
import zipfile
from pathlib import PurePosixPath

from vermilion.translation.packs.errors import PackError

ENTRIES = 2_000
LARGEST = 4_000_000_000  # bytes of all files, unpacked


def below_top(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
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


def _unsafe(entry: zipfile.ZipInfo, why: str) -> PackError:
    return PackError("unsafe_pack", f"The pack is refused: {entry.orig_filename!r} {why}.")
