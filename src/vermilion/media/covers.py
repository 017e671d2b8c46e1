"""A video's cover out of the video itself."""

from __future__ import annotations

from vermilion.infra import clock, ids, jobs
from vermilion.infra.db.types import Tx
from vermilion.infra.errors import Invalid
from vermilion.media import queries
from vermilion.media.claiming import require_usable
from vermilion.media.keys import new_original_key
from vermilion.media.models import Media, media_of


async def choose_cover(tx: Tx, owner_id: int, video_id: int, at_ms: int) -> Media:
    """A picture of one's own video at `at_ms`, to be drawn soon: a new upload, used as a note's cover like any other.

    Raises NotFound or Invalid.
    """
    row = await tx.one(queries.OWNED, [video_id], owner_id)
    video = require_usable(media_of(row) if row else None, "video")
    if not 0 <= at_ms <= (video.duration_ms or 0):
        raise Invalid("media.no_such_moment", "The video does not have this moment.", field="at_ms")
    media_id = ids.new_id()
    # No original lies there; the key makes the addresses of what will be drawn.
    key = new_original_key(media_id)
    await tx.run(queries.INSERT, media_id, owner_id, "cover", "picture", key, 0, clock.now())
    await jobs.enqueue(tx, "media.draw_cover", media_id=media_id, video_id=video_id, at_ms=at_ms)
    inserted = await tx.one(queries.BY_IDS, [media_id])
    assert inserted is not None  # noqa: S101 - inserted above
    return media_of(inserted)
