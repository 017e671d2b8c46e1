"""Sign-ins: a random token in a cookie, its hash in a row, revocable one by one."""

from __future__ import annotations

import msgspec

from vermilion.accounts import queries, secrets
from vermilion.accounts.models import WIDTH, Account, Session, account_of
from vermilion.infra import clock, ids
from vermilion.infra.db import Reader, Tx

MAX_USER_AGENT = 200


class Signed(msgspec.Struct, frozen=True):
    """Who is behind a request and by what: `session_id` or `token_id` is 0 where it is the other."""

    account: Account
    session_id: int
    token_id: int
    scopes: frozenset[str]
    last_seen_at: int


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
    row = await reader.one(queries.SIGNED_BY_SESSION, secrets.hashed(token))
    if row is None or row[WIDTH + 1] <= clock.now():
        return None
    account = account_of(row)
    return None if account.state == "closed" else Signed(account, row[WIDTH], 0, frozenset(), row[WIDTH + 2])


async def sessions_of(reader: Reader, account_id: int) -> list[Session]:
    """Newest first."""
    return [Session(*row) for row in await reader.all(queries.SESSIONS, account_id, clock.now())]


async def close_session(tx: Tx, account_id: int, session_id: int) -> bool:
    """Sign out, here or elsewhere; False when there was no such sign-in of this account."""
    return await tx.run(queries.DELETE_SESSION, session_id, account_id) > 0


async def close_other_sessions(tx: Tx, account_id: int, keep: int) -> int:
    """End every sign-in but one; returns how many."""
    return await tx.run(queries.DELETE_OTHER_SESSIONS, account_id, keep)


async def sweep_sessions(tx: Tx) -> int:
    """Remove what has expired: sign-ins and one-time codes."""
    now = clock.now()
    return await tx.run(queries.DELETE_OLD_SESSIONS, now) + await tx.run(queries.DELETE_OLD_CODES, now)
