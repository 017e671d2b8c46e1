"""Likes, and who liked what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress

from vermilion import accounts, counters
from vermilion.audience import Permit
from vermilion.infra import clock, paging
from vermilion.infra.db import Reader, Tx
from vermilion.infra.paging import Cursor, Slice
from vermilion.infra.subject import NOTE
from vermilion.reactions import queries
from vermilion.reactions.models import Liked, Unliked


async def like(tx: Tx, permit: Permit) -> bool:
    """Like the permit's subject; False if that was so already."""
    return (await like_many(tx, [permit]))[0]


async def like_many(tx: Tx, permits: Sequence[Permit]) -> list[bool]:
    """The same for many, whose subjects are of one kind."""
    now = clock.now()
    liked = [bool(await tx.run(queries.LIKE, *_key(permit), now)) for permit in permits]
    new = list(compress(permits, liked))
    if new:
        await _move(tx, new, 1, Liked)
    return liked


async def unlike(tx: Tx, permit: Permit) -> bool:
    """Take a like back; False if there was none."""
    if not await tx.run(queries.UNLIKE, *_key(permit)):
        return False
    await _move(tx, [permit], -1, Unliked)
    return True


async def liked_among(reader: Reader, kind: str, ids: Sequence[int], account_id: int) -> set[int]:
    """Those of a page's notes or comments that the account likes; nothing for a visitor (0)."""
    if not account_id or not ids:
        return set()
    return {row[0] for row in await reader.own(queries.LIKED_AMONG, kind, ids, account_id)}


async def liked_notes(reader: Reader, account_id: int, limit: int) -> list[int]:
    """Ids of the notes that an account likes, in no order."""
    return [row[0] for row in await reader.own(queries.ALL_LIKED_NOTES, account_id, limit)]


async def liked_notes_page(reader: Reader, account_id: int, cursor: Cursor | None, limit: int) -> Slice[int]:
    """Note ids, latest like first."""
    rows = await reader.all(queries.LIKED_NOTES, account_id, *paging.start(cursor, 2), limit + 1)
    return paging.cut(rows, limit, 2, lambda row: int(row[1]))


async def _move(tx: Tx, permits: Sequence[Permit], change: int, event: type[Liked | Unliked]) -> None:
    # The subjects' own rows come first: listeners rely on them being locked (topics.add_to_note_topics). Authors come
    # after what listeners change, as with every verb (tests/house/test_lock_order.py).
    kind = permits[0].subject.kind
    await counters.add(tx, kind, "likes", _times(change, [permit.subject.id for permit in permits]))
    if kind == NOTE:
        one_more = change > 0
        marks = [(permit.account_id, permit.subject.id if one_more else accounts.ANYTHING_ELSE) for permit in permits]
        await accounts.touch_marks(tx, marks)
    await tx.emit(*(event(permit.subject, permit.account_id, permit.terms.author_id) for permit in permits))
    if kind == NOTE:
        await counters.add(tx, "account", "likes", _times(change, [permit.terms.author_id for permit in permits]))


def _times(change: int, ids: Iterable[int]) -> dict[int, int]:
    return {identifier: change * times for identifier, times in Counter(ids).items()}


def _key(permit: Permit) -> tuple[str, int, int]:
    return permit.subject.kind, permit.subject.id, permit.account_id
