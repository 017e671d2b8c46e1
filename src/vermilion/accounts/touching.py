"""Telling caches that a person is shown differently, or may see something else."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.accounts import queries, signed
from vermilion.accounts.models import AccountChanged
from vermilion.infra import generations
from vermilion.infra.db import Tx


async def changed(tx: Tx, account_id: int) -> None:
    """After a change of name, picture, role or state."""
    await tx.run(queries.MOVE_VERSIONS, [account_id])
    await generations.bump(tx, generations.SHOWN)
    await signed.changed(tx)
    await tx.emit(AccountChanged(account_id))


async def touch_viewers(tx: Tx, account_ids: Sequence[int]) -> None:
    """After a block, a mute or a change of role: the viewers are loaded anew on their next request."""
    await tx.run(queries.MOVE_VIEWER_VERSIONS, account_ids)
    await signed.changed(tx)
