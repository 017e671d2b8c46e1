"""Putting a backup into an empty house."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from pathlib import Path

import asyncpg

from vermilion.infra.settings import Settings
from vermilion.infra.storage import Storage, open_storage
from vermilion.upkeep import engines
from vermilion.upkeep.manifests import SECRET, BackupError, Manifest, described, flush, newest, object_path
from vermilion.upkeep.verifying import verify


async def restore(settings: Settings, source: Path) -> Manifest:
    """Restore the newest backup of `source` (or the very one). Nothing is touched unless the house is empty and the
    whole backup can be read; the database comes last, so a restore that was cut off can be done again."""
    folder = newest(source)
    manifest = await asyncio.to_thread(verify, folder)
    if manifest.engine != engines.engine_of(settings.database):
        raise BackupError(f"this backup is of {manifest.engine}, the house is set up for another database")
    storage = open_storage(settings.media)
    await _require_empty(settings, storage, manifest)
    for key, file in manifest.media.items():
        await storage.put(key, object_path(folder.parent, file))
        if await _hash_of(storage, key) != file.sha256:
            raise BackupError(f"{key} reads differently after it was restored: is the disk sound?")
    _restore_secret(folder, settings.data)
    await asyncio.to_thread(engines.copy_in, folder / manifest.database, settings.database)
    flush(settings.data)
    return manifest


async def _require_empty(settings: Settings, storage: Storage, manifest: Manifest) -> None:
    """What a restore of the same backup left when it was cut off counts as empty."""
    async for stored in storage.list():
        if stored.key not in manifest.media:
            raise BackupError(f"the house is not empty: its storage holds {stored.key}")
    settings.data.mkdir(parents=True, exist_ok=True)
    for path in settings.data.iterdir():
        if path.name != "media" and path.suffix != engines.RESTORING and not _is_of(path, manifest):
            raise BackupError(f"the house is not empty: {path} exists")
    if engines.engine_of(settings.database) == engines.POSTGRES:
        await _require_no_tables(settings.database)


async def _require_no_tables(url: str) -> None:
    connection = await asyncpg.connect(engines.plain(url))
    try:
        if await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"{engines.schema_of(url)}.migrations"):
            raise BackupError("the house is not empty: its database has tables")
    finally:
        await connection.close()


def _is_of(path: Path, manifest: Manifest) -> bool:
    return path.name == SECRET and described(path) == manifest.files.get(SECRET)


async def _hash_of(storage: Storage, key: str) -> str:
    digest = hashlib.sha256()
    async for chunk in (await storage.stream(key)).chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _restore_secret(folder: Path, data: Path) -> None:
    if not (folder / SECRET).exists():
        return
    draft = (data / SECRET).with_suffix(engines.RESTORING)
    shutil.copyfile(folder / SECRET, draft)
    draft.chmod(0o600)
    flush(draft)
    draft.rename(data / SECRET)
