"""How much one member may offer on a day: fewer on their first one. What is taken back counts, too."""

from __future__ import annotations

from typing import Literal

from vermilion.accounts import Account
from vermilion.contributions import queries
from vermilion.infra import clock
from vermilion.infra.db import Tx

Kind = Literal["translations", "corrections"]


async def spend(tx: Tx, member: Account, kind: Kind, first_day: int, daily: int) -> int:
    """Count one more of today (UTC); returns the allowance once it is used up, else 0. Where the caller then raises,
    nothing was counted."""
    now = clock.now()
    allowance = first_day if now - member.created_at < clock.DAY else daily
    made: int = await tx.value(queries.COUNT_UP, member.id, kind, clock.day_of(now))
    return allowance if made > allowance else 0
