"""Likes, and who liked what."""

from __future__ import annotations

from collections.abc import Sequence

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
    subject, account_id, author_id = permit.subject, permit.account_id, permit.terms.author_id
    if not await tx.run(queries.LIKE, subject.kind, subject.id, account_id, clock.now()):
        return False
    await _count(tx, permit, 1)
    await tx.emit(Liked(subject, account_id, author_id))
    return True


async def unlike(tx: Tx, permit: Permit) -> bool:
    """Take a like back; False if there was none."""
    subject, account_id, author_id = permit.subject, permit.account_id, permit.terms.author_id
    if not await tx.run(queries.UNLIKE, subject.kind, subject.id, account_id):
        return False
    await _count(tx, permit, -1)
    await tx.emit(Unliked(subject, account_id, author_id))
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


async def _count(tx: Tx, permit: Permit, change: int) -> None:
    # The subject's own row comes first: listeners rely on it being locked (topics.add_to_note_topics).
    await counters.bump(tx, permit.subject.kind, permit.subject.id, likes=change)
    if permit.subject.kind == NOTE:
        await accounts.touch_marks(tx, permit.account_id, permit.subject.id if change > 0 else accounts.ANYTHING_ELSE)
        await counters.bump(tx, "account", permit.terms.author_id, likes=change)
