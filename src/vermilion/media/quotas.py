"""How much somebody may send."""

from __future__ import annotations

from vermilion.infra import clock, ids
from vermilion.infra.db.types import Reader
from vermilion.infra.errors import TooMany
from vermilion.media import queries

MOST_UNFINISHED = 60  # three notes full of pictures
MOST_BYTES_A_DAY = 4_000_000_000
MOST_FILES_A_DAY = 1_000


async def require_room(reader: Reader, owner_id: int) -> None:
    """Raises TooMany when enough has been sent today, or enough is still being prepared."""
    since = ids.id_at(clock.now() - clock.DAY, 0)
    files, size = await reader.one(queries.LOAD, owner_id, since) or (0, 0)
    if files >= MOST_FILES_A_DAY or size >= MOST_BYTES_A_DAY:
        raise TooMany("media.quota", "You have sent a lot today. Please go on tomorrow.", retry_after=3600)
    if await reader.value(queries.UNFINISHED, owner_id, since) >= MOST_UNFINISHED:
        raise TooMany("media.too_many_waiting", "Your other files are still being prepared.", retry_after=30)
