"""How many comments a member may write a day: fewer on the first one, where floods of spam come from."""

from __future__ import annotations

from vermilion.comments import queries
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import TooMany

FIRST_DAY_COMMENTS = 60
DAILY_COMMENTS = 500


async def check_allowance(tx: Tx, author_id: int) -> None:
    """Raises TooMany past the allowance. An account is as old as its id."""
    await tx.hold("accounts", [author_id])  # several at once count one after the other
    now = clock.now()
    newcomer = now - ids.moment_of(author_id) < clock.DAY
    allowance = FIRST_DAY_COMMENTS if newcomer else DAILY_COMMENTS
    if await tx.value(queries.COUNT_SINCE, author_id, ids.id_at(now - clock.DAY, 0)) >= allowance:
        raise TooMany(
            "comments_a_day",
            "That is {count} comments in a day. Write the next one tomorrow.",
            retry_after=clock.DAY // clock.SECOND,
            count=allowance,
        )
