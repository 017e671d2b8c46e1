"""Sign-ins: a random token in a cookie, its hash in a row, revocable one by one."""

from __future__ import annotations

from vermilion.accounts import queries, secrets, signed
from vermilion.accounts.models import WIDTH, Session, account_of
from vermilion.accounts.signed import Signed, remembered
from vermilion.infra import clock, ids
from vermilion.infra.db import Reader, Tx

MAX_USER_AGENT = 200


async def open_session(tx: Tx, account_id: int, user_agent: str, network: str, lifetime: int) -> str:
    """A new sign-in of `lifetime` microseconds; returns the token for the cookie."""
    token = secrets.new_secret(secrets.SESSION_PREFIX)
    now = clock.now()
    await tx.run(
        queries.INSERT_SESSION,
        ids.new_id(),
        account_id,
        secrets.hashed(token),
        now,
        now,
        now + lifetime,
        user_agent[:MAX_USER_AGENT],
        network,
    )
    return token


async def signed_by_session(reader: Reader, token: str) -> Signed | None:
    """Who signed in with this token; None when it is unknown, expired or revoked, or the account is closed."""
    return await remembered(reader, secrets.hashed(token), _load)


async def sessions_of(reader: Reader, account_id: int) -> list[Session]:
    """Newest first."""
    return [Session(*row) for row in await reader.all(queries.SESSIONS, account_id, clock.now())]


async def close_session(tx: Tx, account_id: int, session_id: int) -> bool:
    """Sign out, here or elsewhere; False when there was no such sign-in of this account."""
    await signed.changed(tx)
    return await tx.run(queries.DELETE_SESSION, session_id, account_id) > 0


async def close_other_sessions(tx: Tx, account_id: int, keep: int) -> int:
    """End every sign-in but one; returns how many."""
    await signed.changed(tx)
    return await tx.run(queries.DELETE_OTHER_SESSIONS, account_id, keep)


async def sweep_sessions(tx: Tx) -> int:
    """Remove what has expired: sign-ins and one-time codes."""
    now = clock.now()
    return await tx.run(queries.DELETE_OLD_SESSIONS, now) + await tx.run(queries.DELETE_OLD_CODES, now)


async def _load(reader: Reader, hashed: bytes) -> Signed | None:
    row = await reader.own(queries.SIGNED_BY_SESSION, hashed)
    if not row or row[0][WIDTH + 1] <= clock.now():
        return None
    account = account_of(row[0])
    return None if account.state == "closed" else Signed(account, row[0][WIDTH], 0, frozenset(), row[0][WIDTH + 1])
