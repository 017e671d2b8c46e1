"""Telling caches that somebody has marked something, or taken a mark back: a like, a collect."""

from __future__ import annotations

from vermilion.accounts import queries
from vermilion.infra.db import Reader, Tx

MARKS = "marks"  # what readers hear of (Tx.changed), by account
ANOTHER_LIKE = 1
ANYTHING_ELSE = 1 << 20  # more than anybody likes between two looks


async def touch_marks(tx: Tx, account_id: int, step: int = ANYTHING_ELSE) -> None:
    """In the transaction of every such change. A version that has moved by less than `ANYTHING_ELSE` tells of so many
    more likes and of nothing else, the common case."""
    await tx.run(queries.MOVE_MARKS_VERSION, account_id, step)
    tx.changed(MARKS, (account_id,))


async def marks_version(reader: Reader, account_id: int) -> int:
    """Read it before what is kept under it; 0 before the first mark."""
    return await reader.value(queries.MARKS_VERSION, account_id) or 0
