"""Reading a backup back in full: every file of it is there and is what it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vermilion.upkeep import engines
from vermilion.upkeep.manifests import BackupError, File, Manifest, described, object_path, read_manifest


def verify(folder: Path) -> Manifest:
    """Read everything; raises BackupError that names what is missing or changed."""
    manifest = read_manifest(folder)
    wrong = sorted({name for name, path, file in _parts(folder, manifest) if not _holds(path, file)})
    if wrong:
        others = f" and {len(wrong) - 3} others" if len(wrong) > 3 else ""
        raise BackupError(f"{folder} is damaged: {', '.join(wrong[:3])}{others} missing or changed")
    engines.check_copy(manifest.engine, folder / manifest.database)
    return manifest


def _parts(folder: Path, manifest: Manifest) -> Iterator[tuple[str, Path, File]]:
    for name, file in manifest.files.items():
        yield name, folder / name, file
    for key, file in manifest.media.items():
        yield key, object_path(folder.parent, file), file


def _holds(path: Path, file: File) -> bool:
    return path.is_file() and described(path) == file
