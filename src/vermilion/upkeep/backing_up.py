"""Making a backup while the house goes on: the database first, then the files that it may speak of.

Files are copied after the database, so each that the copy names is there, unless its owner deleted it meanwhile.
A file that an earlier backup of the target holds, and that was not touched since, is not copied again.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import time
from pathlib import Path

import msgspec

from vermilion.infra import clock
from vermilion.infra.errors import NotFound
from vermilion.infra.settings import Settings
from vermilion.infra.storage import Storage, Stored, open_storage
from vermilion.upkeep import engines
from vermilion.upkeep.manifests import (
    MANIFEST,
    PARTIAL,
    SECRET,
    BackupError,
    File,
    Manifest,
    described,
    flush,
    latest,
    object_path,
    read_manifest,
)

# A file stored just before a backup may be younger than the clock of its storage says.
CLOCK_SLACK = 10 * clock.MINUTE


async def back_up(settings: Settings, target: Path) -> Path:
    """Make one backup below `target` and read it back; returns its folder. Raises BackupError."""
    earlier = _earlier(target)
    taken_at = clock.now()
    folder = target / time.strftime("%Y-%m-%dT%H-%M-%SZ", time.gmtime(taken_at // clock.SECOND))
    partial = folder.with_name(folder.name + PARTIAL)
    if folder.exists():
        raise BackupError(f"{folder} exists")
    partial.mkdir(parents=True, mode=0o700)
    engine = engines.engine_of(settings.database)
    database = partial / engines.NAMES[engine]
    await asyncio.to_thread(engines.copy_out, settings.database, database)
    files = {database.name: await asyncio.to_thread(described, database)}
    files |= _copy_secret(settings, partial)
    media = await _copy_media(open_storage(settings.media), target, earlier)
    migrations = await asyncio.to_thread(engines.check_copy, engine, database)
    manifest = Manifest(1, taken_at, engine, migrations, database.name, files, media)
    (partial / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    for path in (*partial.iterdir(), partial):
        flush(path)
    partial.rename(folder)
    flush(target)
    return folder


def _earlier(target: Path) -> Manifest | None:
    found = latest(target) if target.exists() else None
    return read_manifest(found) if found else None


def _copy_secret(settings: Settings, partial: Path) -> dict[str, File]:
    """Without it every sign-in and every link in a mail would end with a restore."""
    source = settings.data / SECRET
    if not source.exists():
        return {}
    copy = partial / SECRET
    shutil.copyfile(source, copy)
    copy.chmod(0o600)
    return {copy.name: described(copy)}


async def _copy_media(storage: Storage, target: Path, earlier: Manifest | None) -> dict[str, File]:
    media: dict[str, File] = {}
    async for stored in storage.list():
        known = _held(stored, target, earlier)
        try:
            media[stored.key] = known or await _copy(storage, stored.key, target)
        except NotFound:
            continue  # deleted since it was listed
    return dict(sorted(media.items()))


def _held(stored: Stored, target: Path, earlier: Manifest | None) -> File | None:
    """What an earlier backup holds of this file, if it is still the same."""
    known = earlier.media.get(stored.key) if earlier else None
    if earlier is None or known is None or known.bytes != stored.size:
        return None
    if stored.modified_at > earlier.taken_at - CLOCK_SLACK:
        return None
    path = object_path(target, known)
    return known if path.exists() and path.stat().st_size == known.bytes else None


async def _copy(storage: Storage, key: str, target: Path) -> File:
    """Copy a file in, under the hash of what came."""
    place = target / "objects"
    place.mkdir(parents=True, exist_ok=True)
    draft = place / f"{os.getpid()}{PARTIAL}"
    digest = hashlib.sha256()
    size = 0
    chunks = (await storage.stream(key)).chunks
    with draft.open("wb") as file:
        async for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            await asyncio.to_thread(file.write, chunk)
        file.flush()
        await asyncio.to_thread(os.fsync, file.fileno())
    copied = File(size, digest.hexdigest())
    if await asyncio.to_thread(described, draft) != copied:
        raise BackupError(f"{key} reads differently after it was written to {target}: is the disk sound?")
    path = object_path(target, copied)
    path.parent.mkdir(exist_ok=True)
    draft.rename(path)
    flush(path.parent)
    return copied
