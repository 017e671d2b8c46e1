"""Telling caches that somebody has marked something, or taken a mark back: a like, a collect."""

from __future__ import annotations

from vermilion.accounts import queries
from vermilion.infra.db import Reader, Tx

MARKS = "marks"  # what readers hear of (Tx.changed), by account



async def touch_marks(tx: Tx, account_id: int) -> None:
    """In the transaction of every such change."""
    await tx.run(queries.MOVE_MARKS_VERSION, account_id)
    tx.changed(MARKS, (account_id,))


async def marks_version(reader: Reader, account_id: int) -> int:
    """Read it before what is kept under it; 0 before the first mark."""
    return await reader.value(queries.MARKS_VERSION, account_id) or 0
