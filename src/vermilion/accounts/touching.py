"""Telling caches that what someone may see has changed."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.accounts import queries
from vermilion.infra.db import Tx


async def touch_viewers(tx: Tx, account_ids: Sequence[int]) -> None:
    """After a block, a mute or a change of role: the viewers are loaded anew on their next request."""
    await tx.run(queries.MOVE_VIEWER_VERSIONS, account_ids)
