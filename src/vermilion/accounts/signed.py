"""Who is behind a request, remembered while nobody's sign-ins, tokens or standing change.

Every request asks, so a crowd's answers are kept under one generation: it moves when a sign-in or a token ends and
when an account changes, which is rare beside reading. What is unknown is never remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable

import msgspec

from vermilion.accounts.models import Account
from vermilion.infra import clock, generations
from vermilion.infra.db import Reader, Tx

GENERATION = "signed"
KEPT = 20_000  # sign-ins and tokens, of about a kilobyte
ENDLESS = 1 << 62  # a token has no end of its own


class Signed(msgspec.Struct, frozen=True):
    """Who is behind a request and by what: `session_id` or `token_id` is 0 where it is the other; `until` is the
    moment from which it does not hold any more."""

    account: Account
    session_id: int
    token_id: int
    scopes: frozenset[str]
    until: int


Load = Callable[[Reader, bytes], Awaitable[Signed | None]]

_kept: OrderedDict[bytes, tuple[int, Signed]] = OrderedDict()  # by hash, with the generation they were read under


async def changed(tx: Tx) -> None:
    """In the transaction that ends a sign-in or a token, or changes an account."""
    await generations.bump(tx, GENERATION)


async def remembered(reader: Reader, hashed: bytes, load: Load) -> Signed | None:
    """What `load` says of this hash, asked again only after a change; None for what holds no more."""
    generation = await generations.read(reader, GENERATION)
    kept = _kept.get(hashed)
    if kept is not None and kept[0] == generation and clock.now() < kept[1].until:
        return kept[1]
    signed = await load(reader, hashed)
    if signed is None:
        _kept.pop(hashed, None)
        return None
    _kept[hashed] = generation, signed
    _kept.move_to_end(hashed)
    if len(_kept) > KEPT:
        _kept.popitem(last=False)
    return signed
