"""Reading comments: pages of a note's, replies of several at once, by id in batches."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.audience import Permit
from vermilion.comments import queries
from vermilion.comments.models import SORTS, Comment
from vermilion.infra import paging
from vermilion.infra.db import Reader, Row, Tx
from vermilion.infra.errors import BadRequest, NotFound
from vermilion.infra.paging import Cursor, Slice


async def page(reader: Reader, note_id: int, sort: str, cursor: Cursor | None, limit: int) -> Slice[Comment]:
    """First-level comments by heat ("hot") or newest first ("new"); the first page begins with the pinned ones, beyond
    `limit`. One that is gone keeps its place while replies to it are on show. BadRequest for another sort or a cursor
    of another one."""
    if sort not in SORTS:
        raise BadRequest("bad_sort", "Comments are sorted by hot or new.", field="sort")
    sql, width = (queries.HOT, 3) if sort == "hot" else (queries.NEW, 1)
    rows = await reader.all(sql, note_id, *paging.start(cursor, width), limit + 1)
    rest = paging.cut(rows, limit, width, lambda row: Comment(*row[width:]))
    if cursor is not None:
        return rest
    pinned = [_comment(row) for row in await reader.all(queries.PINNED, note_id)]
    return Slice([*pinned, *rest.items], rest.next)


async def all_by_author(reader: Reader, author_id: int, limit: int) -> list[Comment]:
    """The oldest of someone's comments that are not deleted, whoever may see them."""
    return [_comment(row) for row in await reader.all(queries.ALL_BY_AUTHOR, author_id, limit)]


async def replies_page(
    reader: Reader, note_id: int, parent_id: int, cursor: Cursor | None, limit: int
) -> Slice[Comment]:
    """Published replies under a first-level comment, oldest first."""
    start = paging.start(cursor, 1, upwards=True)
    rows = await reader.all(queries.REPLIES, note_id, parent_id, *start, limit + 1)
    return paging.cut(rows, limit, 1, _comment)


async def replies_of(reader: Reader, parent_ids: Sequence[int], limit_each: int) -> dict[int, list[Comment]]:
    """The first published replies under each of several comments, oldest first, in one query; how many there are in
    all is `counters.load(reader, "comment", parent_ids)[id].comments`."""
    replies: dict[int, list[Comment]] = {parent_id: [] for parent_id in parent_ids}
    if parent_ids and limit_each > 0:
        for row in await reader.all(queries.FIRST_REPLIES, limit_each - 1, parent_ids):
            comment = _comment(row)
            replies[comment.parent_id].append(comment)
    return replies


async def by_ids(reader: Reader, ids: Sequence[int]) -> dict[int, Comment]:
    """Comments of any state; those that never were are left out."""
    return {row[0]: _comment(row) for row in await reader.all(queries.BY_IDS, ids)} if ids else {}


async def held(tx: Tx, permit: Permit) -> Comment:
    """The permit's comment, as it stays until the commit. So does its note, and whatever is decided of both."""
    await tx.hold("notes", [permit.subject.home])
    await tx.hold("comments", [permit.subject.id])
    return await load_one(tx, permit.subject.id)


async def load_one(reader: Reader, comment_id: int) -> Comment:
    """NotFound if it never was."""
    row = await reader.one(queries.BY_IDS, [comment_id])
    if row is None:
        raise NotFound
    return _comment(row)


async def author_of(reader: Reader, comment_id: int | None) -> int:
    """0 for no comment."""
    return (await reader.value(queries.AUTHOR, comment_id) or 0) if comment_id else 0


def _comment(row: Row) -> Comment:
    return Comment(*row)
