"""Leaving: hidden at once, taken back by signing in within the grace period, erased after it."""

from __future__ import annotations

from vermilion.accounts import queries
from vermilion.accounts.touching import changed
from vermilion.infra import clock
from vermilion.infra.db import Tx

CHUNK = 20


async def ask_to_close(tx: Tx, account_id: int, grace: int) -> int:
    """Hide the account, end its sign-ins and tokens; returns the moment of erasure. `grace` in microseconds."""
    closes_at = clock.now() + grace
    await tx.run(queries.ASK_TO_CLOSE, closes_at, account_id)
    await changed(tx, account_id)
    await tx.run(queries.DELETE_OTHER_SESSIONS, account_id, 0)
    await tx.run(queries.DELETE_ALL_TOKENS, account_id)
    return closes_at


async def reopen(tx: Tx, account_id: int) -> None:
    """They signed in again before the end; a suspended account comes back suspended."""
    await tx.run(queries.REOPEN, account_id)
    await changed(tx, account_id)


async def close_due(tx: Tx) -> list[int]:
    """Erase what is personal of accounts whose grace is over, a chunk a call; returns their ids. Handles stay taken,
    so that nobody can come back as somebody else."""
    due = await _due(tx)
    await tx.hold("accounts", due)
    over = [account_id for account_id in await _due(tx) if account_id in due]  # some may just have come back
    for account_id in over:
        await tx.run(queries.ERASE_ACCOUNT, account_id)
        await tx.run(queries.ERASE_CREDENTIALS, account_id)
        await tx.run(queries.DELETE_ALL_CODES, account_id)
        await tx.run(queries.DELETE_OTHER_SESSIONS, account_id, 0)
        await changed(tx, account_id)
    return over


async def _due(tx: Tx) -> list[int]:
    return [row[0] for row in await tx.all(queries.DUE_TO_CLOSE, clock.now(), CHUNK)]
