"""Writing down how processing went: its progress, and its end with the news of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from vermilion.infra import clock
from vermilion.infra.db.types import Db, Tx
from vermilion.media import queries
from vermilion.media.decoding import Decoded
from vermilion.media.models import MediaFailed, MediaReady, Size
from vermilion.media.removing import discard, remove_later

PROGRESS_PAUSE = clock.SECOND


def teller(db: Db, media_id: int) -> Callable[[int], Awaitable[None]]:
    """Writes progress down, once a second at most."""
    told_at = 0

    async def tell(percent: int) -> None:
        nonlocal told_at
        if clock.now() - told_at >= PROGRESS_PAUSE:
            told_at = clock.now()
            await db.write(lambda tx: tx.run(queries.PROGRESS, percent, media_id))

    return tell


async def finish(tx: Tx, media_id: int, original: str, decoded: Decoded, sizes: list[Size]) -> None:
    row = await tx.one(
        queries.READY,
        decoded.width,
        decoded.height,
        decoded.thumbhash,
        decoded.duration_ms,
        msgspec.json.encode(sizes).decode(),
        media_id,
    )
    if row:
        await tx.emit(MediaReady(media_id, *row))
        await remove_later(tx, [original])
    else:
        await discard(tx, media_id, original)


async def fail(db: Db, media_id: int, original: str, code: str) -> None:
    async def write(tx: Tx) -> None:
        row = await tx.one(queries.FAILED, code, media_id)
        if row:
            await tx.emit(MediaFailed(media_id, row[0], code))
        await discard(tx, media_id, original)

    await db.write(write)
