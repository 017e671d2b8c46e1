"""Letting files go: rows first, then, by a job of the same transaction, what they pointed to."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.infra import jobs
from vermilion.infra.db.types import Row, Tx
from vermilion.media import queries
from vermilion.media.keys import made_from
from vermilion.media.models import READY, sizes_of

MOST_KEYS = 500  # a job


async def remove(tx: Tx, media_ids: Sequence[int]) -> None:
    """Forget uploads and their files, used or not. The caller knows that nothing shows them any more."""
    await _remove_files_of(tx, await tx.all(queries.DELETE, list(media_ids)))


async def remove_unused(tx: Tx, media_ids: Sequence[int]) -> None:
    """The same for those that nothing uses or holds."""
    await _remove_files_of(tx, await tx.all(queries.DELETE_UNUSED, list(media_ids)))


async def remove_some_of(tx: Tx, owner_id: int, limit: int = 100) -> int:
    """Forget the oldest `limit` uploads of someone who has left; returns how many, 0 when there are none left."""
    media_ids = [row[0] for row in await tx.all(queries.OF_OWNER, owner_id, limit)]
    await remove(tx, media_ids)
    return len(media_ids)


async def discard(tx: Tx, media_id: int, original: str) -> None:
    """Remove what a failed or late attempt left behind; a file that another attempt made ready stays."""
    state = await tx.value(queries.STATE, media_id)
    await remove_later(tx, [original] if state == READY else [original, *made_from(original)])


async def remove_later(tx: Tx, keys: Sequence[str]) -> None:
    """Have files deleted after the commit."""
    distinct = sorted(set(keys))
    for start in range(0, len(distinct), MOST_KEYS):
        await jobs.enqueue(tx, "media.remove_files", keys=distinct[start : start + MOST_KEYS])


async def _remove_files_of(tx: Tx, deleted: Sequence[Row]) -> None:
    keys: list[str] = []
    for _, original, sizes in deleted:
        keys += [size.key for size in sizes_of(sizes)]
        keys += [original, *made_from(original)] if original else []
    await remove_later(tx, keys)
