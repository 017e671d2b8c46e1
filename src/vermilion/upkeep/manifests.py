"""What a backup folder looks like.

    TARGET/objects/ab/abcd…              media by SHA-256 of their content, shared by all backups of this target
    TARGET/2026-11-22T08-15-00Z/         one backup; a folder ending in .partial was interrupted and counts for nothing
        manifest.json                    what belongs to it, with sizes and hashes
        database.sqlite | database.dump  a consistent copy
        secret                           the key of signatures, where it is kept in the data folder
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

MANIFEST = "manifest.json"
SECRET = "secret"  # noqa: S105 - a file's name
PARTIAL = ".partial"
CHUNK = 1024 * 1024


class BackupError(Exception):
    """A backup cannot be made, used or trusted; the message says why, and that nothing was changed."""


class File(msgspec.Struct, frozen=True):
    """`sha256` is hexadecimal."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """`taken_at` in microseconds: what was acknowledged before it is in. `media` by storage key."""

    version: int
    taken_at: int
    engine: str
    migrations: list[int]
    database: str
    files: dict[str, File]
    media: dict[str, File]

    @property
    def bytes(self) -> int:
        return sum(file.bytes for group in (self.files, self.media) for file in group.values())


def read_manifest(folder: Path) -> Manifest:
    """Raises BackupError for a folder that holds no whole backup."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise BackupError(f"{folder} holds no backup: {error}") from error


def latest(target: Path) -> Path | None:
    """The newest whole backup of a target; the folder of one backup stands for itself."""
    if (target / MANIFEST).is_file():
        return target
    whole = [path.parent for path in target.glob(f"*/{MANIFEST}") if path.parent.suffix != PARTIAL]
    return max(whole, key=lambda folder: folder.name, default=None)


def newest(target: Path) -> Path:
    """As `latest`; raises BackupError where there is none."""
    found = latest(target)
    if found is None:
        raise BackupError(f"there is no backup in {target}")
    return found


def object_path(target: Path, file: File) -> Path:
    """Where the content of a media file lies."""
    return target / "objects" / file.sha256[:2] / file.sha256


def described(path: Path) -> File:
    """Size and hash of a file as it can be read now."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return File(size, digest.hexdigest())


def flush(path: Path) -> None:
    """Make a file or the entries of a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
