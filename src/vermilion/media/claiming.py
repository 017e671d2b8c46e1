"""Finding uploads, putting them to use, and letting them go."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.infra import clock
from vermilion.infra.db.types import Reader, Tx
from vermilion.infra.errors import Invalid, NotFound
from vermilion.media import queries
from vermilion.media.models import FAILED, READY, Media, media_of
from vermilion.media.sniffing import Kind


async def by_ids(reader: Reader, media_ids: Sequence[int]) -> dict[int, Media]:
    """Those of the asked uploads that are there, whoever owns them."""
    return {row[0]: media_of(row) for row in await reader.all(queries.BY_IDS, list(media_ids))}


async def claim(tx: Tx, owner_id: int, media_ids: Sequence[int], kind: Kind | None = None) -> list[Media]:
    """Put uploads of one's own to use, for good: they are never swept. Returned in the order asked.

    Raises NotFound (`media.unknown`) or Invalid (`media.twice`, `media.not_ready`, `media.failed`, `media.wrong_kind`).
    """
    if len(set(media_ids)) != len(media_ids):
        raise Invalid("media.twice", "The same file is there twice.", field="media")
    found = {row[0]: media_of(row) for row in await tx.all(queries.OWNED, list(media_ids), owner_id)}
    claimed = [require_usable(found.get(media_id), kind) for media_id in media_ids]
    if await tx.run(queries.USE, clock.now(), list(media_ids)) < len(claimed):
        require_usable(None, kind)  # removed at this very moment
    return claimed


async def retire(tx: Tx, owner_id: int, media_id: int) -> None:
    """A profile picture was replaced: it is swept soon. What was sent for a note stays, wherever else it is shown."""
    await tx.run(queries.RETIRE, media_id, owner_id)


async def hold(tx: Tx, owner_id: int, media_ids: Sequence[int]) -> None:
    """A draft needs these uploads: while held they are not swept, also if they are not ready or failed."""
    await tx.run(queries.HOLD, clock.now(), list(media_ids), owner_id)


async def let_go(tx: Tx, owner_id: int, media_ids: Sequence[int]) -> None:
    """A draft needs these uploads no longer: what was not claimed will be swept."""
    await tx.run(queries.LET_GO, list(media_ids), owner_id)


def require_usable(media: Media | None, kind: Kind | None) -> Media:
    """Somebody's own upload that is ready and of this kind. Raises NotFound or Invalid."""
    if media is None:
        raise NotFound("media.unknown", "There is no such picture or video of yours.")
    if media.state == FAILED:
        raise Invalid("media.failed", "A file could not be used. Please take it out.", field="media")
    if media.state != READY:
        raise Invalid("media.not_ready", "A file is still being prepared.", field="media")
    if kind and media.kind != kind:
        raise Invalid("media.wrong_kind", "A file of another kind is needed here.", field="media")
    return media
