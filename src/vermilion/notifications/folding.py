"""Writing lines: news of the same thing is one line that moves up; what is undone takes its part back.

Unread counts move with the very row whose `unread` changed, so they always equal the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion.infra import clock, ids
from vermilion.infra.db import Row, Tx
from vermilion.notifications import queries
from vermilion.notifications.models import NAMED, News

# A line of such fresh news stays where it is: in a flood it would move with each of a thousand likes.
STAYS = 10 * clock.SECOND
actors_of = msgspec.json.Decoder(tuple[int, ...]).decode


async def tell(tx: Tx, account_id: int, news: News, actor_ids: Sequence[int] = ()) -> None:
    """Tell one person. Actors who are in the line already change nothing; without any it is the house, which has no
    name."""
    row = await tx.one(queries.LINE, account_id, news.fold_key)
    if row is None:
        await _begin(tx, account_id, news, list(dict.fromkeys(actor_ids)))
        return
    identifier, actors, actor_count, unread, updated_at = row
    new = [actor_id for actor_id in actor_ids if await tx.run(queries.ADD_ACTOR, identifier, actor_id)]
    if actor_ids and not new:
        return
    line = news.kind, news.detail, _encoded((*reversed(new), *actors_of(actors))), actor_count + len(new)
    now = clock.now()
    if unread and now - updated_at < STAYS and await tx.run(queries.GROW, *line, identifier, unread):
        return
    for known in (unread, 1 - unread):  # its reader may have been there since
        if await tx.run(queries.MOVE_UP, *line, now, identifier, known):
            if not known:
                await _count(tx, account_id, news.tab, 1)
            return


async def take_back(tx: Tx, account_id: int, fold_key: str, actor_id: int) -> None:
    """An actor undid what they did: they leave the line, and the last one takes it along."""
    row = await tx.one(queries.LINE, account_id, fold_key)
    if row is None or not await tx.run(queries.DROP_ACTOR, row[0], actor_id):
        return
    identifier, actors, actor_count, _, _ = row
    if actor_count == 1:
        await withdraw(tx, [account_id], fold_key)
        return
    named = tuple(known for known in actors_of(actors) if known != actor_id)
    if len(named) < min(NAMED, actor_count - 1):
        others = await tx.all(queries.SOME_ACTORS, identifier, NAMED + len(named))
        named = tuple(dict.fromkeys([*named, *(other[0] for other in others)]))[:NAMED]
    await tx.run(queries.SHRINK, _encoded(named), actor_count - 1, identifier)


async def withdraw(tx: Tx, account_ids: Sequence[int], fold_key: str) -> None:
    """What a line told of is gone: so is the line, for all of these people."""
    if not account_ids:
        return
    gone: list[Row] = await tx.all(queries.WITHDRAW, account_ids, fold_key)
    await tx.run(queries.DROP_ACTORS, [row[0] for row in gone])
    for _, account_id, tab, unread in gone:
        if unread:
            await _count(tx, account_id, tab, -1)


async def _begin(tx: Tx, account_id: int, news: News, actor_ids: Sequence[int]) -> None:
    identifier = ids.new_id()
    await tx.run(
        queries.BEGIN,
        identifier,
        account_id,
        news.tab,
        news.kind,
        news.fold_key,
        news.subject.kind,
        news.subject.id,
        news.subject.home,
        news.detail,
        _encoded(actor_ids[::-1]),
        len(actor_ids),
        clock.now(),
    )
    await tx.many(queries.ADD_ACTOR, [(identifier, actor_id) for actor_id in actor_ids])
    await _count(tx, account_id, news.tab, 1)


async def _count(tx: Tx, account_id: int, tab: str, change: int) -> None:
    await tx.run(queries.COUNT, account_id, tab, change)


def _encoded(actors: Sequence[int]) -> str:
    """Those that a line names, the latest first."""
    return msgspec.json.encode(actors[:NAMED]).decode()
