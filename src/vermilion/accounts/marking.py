"""Telling caches that somebody has marked something, or taken a mark back: a like, a collect."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.accounts import queries
from vermilion.infra.db import Reader, Tx

MARKS = "marks"  # what readers are told of (Tx.tell) by account, with the note where one more is liked
ANYTHING_ELSE = 0


async def touch_marks(tx: Tx, marks: Sequence[tuple[int, int]]) -> None:
    """In the transaction of every such change: account ids, each with the note where just one more is liked, else with
    ANYTHING_ELSE."""
    await tx.many(queries.MOVE_MARKS_VERSION, sorted((account_id,) for account_id, _ in marks))
    for account_id, liked in marks:
        tx.tell(MARKS, account_id, liked)


async def marks_version(reader: Reader, account_id: int) -> int:
    """Read it before what is kept under it; 0 before the first mark."""
    for (version,) in await reader.own(queries.MARKS_VERSION, account_id):
        return int(version)
    return 0
