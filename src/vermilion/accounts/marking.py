"""Telling caches that somebody has marked something, or taken a mark back: a like, a collect."""

from __future__ import annotations

from vermilion.accounts import queries
from vermilion.infra.db import Reader, Tx

MARKS = "marks"  # what readers hear of (Tx.changed), by account
ANOTHER_LIKE = 1
ANYTHING_ELSE = 2


async def touch_marks(tx: Tx, account_id: int, liked: int | None = None) -> None:
    """In the transaction of every such change; with the note if it is liked now and nothing else has changed. A version
    that moves by `ANOTHER_LIKE` tells just that."""
    step = ANYTHING_ELSE if liked is None else ANOTHER_LIKE
    await tx.run(queries.MOVE_MARKS_VERSION, account_id, step, liked or 0)
    tx.changed(MARKS, (account_id,))


async def marks_version(reader: Reader, account_id: int) -> tuple[int, int]:
    """The version, 0 before the first mark, and the note of the like that moved it last (0: something else did). Read
    it before what is kept under it."""
    for version, last_liked in await reader.own(queries.MARKS_VERSION, account_id):
        return version, last_liked
    return 0, 0
