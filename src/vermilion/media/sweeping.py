"""What nobody uses goes: uploads never put to use, originals without a row, folders of attempts that were killed."""

from __future__ import annotations

import shutil
from pathlib import Path

from vermilion.infra import clock
from vermilion.infra.db.types import Tx
from vermilion.infra.jobs import JobContext
from vermilion.media import queries
from vermilion.media.keys import media_of_original
from vermilion.media.models import MediaFailed
from vermilion.media.removing import discard, remove_unused

UNUSED_FOR = clock.DAY
BATCH = 100


async def sweep_uploads(ctx: JobContext) -> int:
    """Remove everything that has been of no use for a day; returns how many uploads went."""
    before = clock.now() - UNUSED_FOR
    while await ctx.db.write(lambda tx: _give_up(tx, before)) == BATCH:
        pass
    removed = 0
    while count := await ctx.db.write(lambda tx: _remove_unused(tx, before)):
        removed += count
    await _remove_strays(ctx, before)
    _remove_old_folders(ctx.settings.data / "uploads", before)
    return removed


async def _give_up(tx: Tx, before: int) -> int:
    """End uploads whose job was killed for the last time, so that a draft that holds them can say so."""
    rows = await tx.all(queries.STUCK, before, BATCH)
    for media_id, owner_id, original in rows:
        await tx.run(queries.FAILED, "media.gave_up", media_id)
        await tx.emit(MediaFailed(media_id, owner_id, "media.gave_up"))
        await discard(tx, media_id, original)
    return len(rows)


async def _remove_unused(tx: Tx, before: int) -> int:
    media_ids = [row[0] for row in await tx.all(queries.UNUSED, before, BATCH)]
    await remove_unused(tx, media_ids)
    return len(media_ids)


async def _remove_strays(ctx: JobContext, before: int) -> None:
    """Originals whose row was never committed, and halves of files: the server was killed in between."""
    batch: dict[str, int] = {}
    async for stored in ctx.storage.list("originals"):
        media_id = media_of_original(stored.key)
        if media_id and stored.modified_at < before:
            batch[stored.key] = media_id
        if len(batch) == BATCH:
            await _remove_unknown(ctx, batch)
            batch = {}
    await _remove_unknown(ctx, batch)
    await ctx.storage.remove_halves(before)


async def _remove_unknown(ctx: JobContext, originals: dict[str, int]) -> None:
    known = {row[0] for row in await ctx.db.read.all(queries.KNOWN_ORIGINALS, list(originals.values()))}
    for key in originals.keys() - known:
        await ctx.storage.delete(key)


def _remove_old_folders(place: Path, before: int) -> None:
    for path in place.iterdir() if place.is_dir() else ():
        if path.stat().st_mtime_ns // 1000 < before:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
