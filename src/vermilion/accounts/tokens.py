"""Bearer tokens for programs, made, scoped and revoked by their member."""

from __future__ import annotations

from vermilion.accounts import queries, secrets, signed
from vermilion.accounts.models import WIDTH, ApiToken, NewToken, account_of
from vermilion.accounts.signed import ENDLESS, Signed, remembered
from vermilion.infra import clock, ids
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Conflict, Invalid
from vermilion.infra.text import cleaning

# read: see what I see. write: notes, comments, likes, follows in my name. account: profile, sign-ins, tokens.
# desk: moderate, for those who may.
SCOPES = ("read", "write", "account", "desk")
MAX_TOKENS = 50


async def make_token(tx: Tx, account_id: int, name: str, scopes: list[str]) -> NewToken:
    """A token whose secret is shown this once. Raises Invalid for an empty name or an unknown scope."""
    clean = cleaning.clean_line(name, "name", 60)
    if not clean:
        raise Invalid("token_name", "Give the token a name.", field="name")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Invalid("token_scopes", "Choose one scope or more of: read, write, account, desk.", field="scopes")
    if await tx.value(queries.COUNT_TOKENS, account_id) >= MAX_TOKENS:
        raise Conflict("too_many_tokens", "Revoke a token you no longer use first.")
    secret = secrets.new_secret(secrets.TOKEN_PREFIX)
    kept = tuple(scope for scope in SCOPES if scope in scopes)
    token = ApiToken(ids.new_id(), clean, kept, clock.now(), None)
    await tx.run(
        queries.INSERT_TOKEN, token.id, account_id, clean, secrets.hashed(secret), " ".join(kept), token.created_at
    )
    return NewToken(token, secret)


async def signed_by_token(reader: Reader, secret: str) -> Signed | None:
    """Who made this token; None when it is unknown or revoked, or the account is closed or closing."""
    return await remembered(reader, secrets.hashed(secret), _load)


async def tokens_of(reader: Reader, account_id: int) -> list[ApiToken]:
    """Newest first."""
    rows = await reader.all(queries.TOKENS, account_id)
    return [ApiToken(row[0], row[1], tuple(row[2].split(" ")), row[3], row[4]) for row in rows]


async def revoke_token(tx: Tx, account_id: int, token_id: int) -> bool:
    """False when there was no such token of this account."""
    await signed.changed(tx)
    return await tx.run(queries.DELETE_TOKEN, token_id, account_id) > 0


async def _load(reader: Reader, hashed: bytes) -> Signed | None:
    row = await reader.own(queries.SIGNED_BY_TOKEN, hashed)
    if not row:
        return None
    account = account_of(row[0])
    if account.state not in {"active", "suspended"}:
        return None
    return Signed(account, 0, row[0][WIDTH], frozenset(row[0][WIDTH + 1].split(" ")), ENDLESS)
