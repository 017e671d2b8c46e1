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
    await _set_state(tx, account_id, "closing", closes_at)
    await tx.run(queries.DELETE_OTHER_SESSIONS, account_id, 0)
    await tx.run(queries.DELETE_ALL_TOKENS, account_id)
    return closes_at


async def reopen(tx: Tx, account_id: int) -> None:
    """They signed in again before the end."""
    await _set_state(tx, account_id, "active", None)


async def close_due(tx: Tx) -> list[int]:
    """Erase what is personal of accounts whose grace is over, a chunk a call; returns their ids. Handles stay taken,
    so that nobody can come back as somebody else."""
    due = [row[0] for row in await tx.all(queries.DUE_TO_CLOSE, clock.now(), CHUNK)]
    for account_id in due:
        await tx.run(queries.ERASE_ACCOUNT, account_id)
        await tx.run(queries.ERASE_CREDENTIALS, account_id)
        await changed(tx, account_id)
    return due


async def _set_state(tx: Tx, account_id: int, state: str, closes_at: int | None) -> None:
    await tx.run(queries.SET_STATE, state, closes_at, account_id)
    await changed(tx, account_id)
