"""Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header): a creating call that is repeated is answered as the
first time. The answer is kept in the transaction of the write itself, so neither exists without the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256

import msgspec

from vermilion.edge.context import Context
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import BadRequest, Conflict

KEPT = clock.DAY
MAX_KEY = 200
FIND = "SELECT request_hash, status, body FROM idempotency_keys WHERE account_id = ? AND key = ?"
KEEP = """
INSERT INTO idempotency_keys (account_id, key, request_hash, status, body, created_at) VALUES (?, ?, ?, ?, ?, ?)
"""


class Answer(msgspec.Struct, frozen=True):
    """Status and JSON body of an answer."""

    status: int
    body: bytes


async def idempotent(asked: Context, request: bytes, work: Callable[[Tx], Awaitable[Answer]]) -> Answer:
    """Run `work` as one transaction, or give the kept answer when this account has used the request's key before.
    `request` is method, path and body: the same key for another request is a Conflict."""
    account_id = asked.viewer.id
    key = asked.headers.get(b"idempotency-key", b"").decode("latin-1")
    if not key or not account_id:  # visitors share one account's place, so they share no keys
        return await asked.db.write(work)
    if len(key) > MAX_KEY:
        raise BadRequest("idempotency_key", "An Idempotency-Key has at most 200 characters.")
    return await asked.db.write(lambda tx: once(tx, account_id, key, request, work))


async def once(
    tx: Tx, account_id: int, key: str, request: bytes, work: Callable[[Tx], Awaitable[Answer]]
) -> Answer:
    """The same inside a transaction, for a form that carries its own key."""
    digest = sha256(request).digest()
    await tx.hold("accounts", [account_id])  # a repeated call waits for the first one's answer
    kept = await tx.one(FIND, account_id, key)
    if kept is not None:
        if bytes(kept[0]) != digest:
            raise Conflict("idempotency_key_used", "This Idempotency-Key was used for another request.")
        return Answer(kept[1], bytes(kept[2]))
    answer = await work(tx)
    await tx.run(KEEP, account_id, key, digest, answer.status, answer.body, clock.now())
    return answer


async def sweep(tx: Tx) -> int:
    """Forget keys older than a day; returns how many."""
    return await tx.run("DELETE FROM idempotency_keys WHERE created_at < ?", clock.now() - KEPT)
