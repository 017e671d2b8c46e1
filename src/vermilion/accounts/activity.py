"""Who was here on which day, with how and when they came: what retention is computed from later."""

from __future__ import annotations

from vermilion.accounts import queries
from vermilion.accounts.signed import Signed
from vermilion.infra import clock
from vermilion.infra.db import Reader, Tx

LATEST = 20_000  # members whose languages are asked: enough to tell, the newest of the day among them


async def languages_of_late(reader: Reader) -> list[str]:
    """First languages of those who were here last, the most frequent first."""
    return [row[0] for row in await reader.all(queries.LANGUAGES_OF_LATE, LATEST) if row[0]]


async def record_day(tx: Tx, signed: Signed, lifetime: int) -> None:
    """Note that a member is here today, and that their sign-in or token is in use."""
    account, now = signed.account, clock.now()
    await tx.run(
        queries.INSERT_DAY,
        clock.day_of(now),
        account.id,
        clock.day_of(account.created_at),
        account.region,
        account.language,
        account.wave,
    )
    if signed.session_id:
        await tx.run(queries.SEEN, now, now + lifetime, signed.session_id)
    else:
        await tx.run(queries.TOKEN_USED, now, signed.token_id)
