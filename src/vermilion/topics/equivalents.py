"""Topics that mean the same in different languages: what a group consists of, and what may become one."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.infra import paging
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice
from vermilion.topics import queries
from vermilion.topics.finding import by_ids
from vermilion.topics.models import Equivalent, Suggestion, Topic

LINKS = "topic_links"  # the generation that moves with every link


async def equivalents(reader: Reader, topic_ids: Sequence[int]) -> dict[int, list[Equivalent]]:
    """The group of each topic that is linked, itself included, the first that was linked first; others are left
    out."""
    groups: dict[int, list[Equivalent]] = {}
    if topic_ids:
        for topic_id, language, *topic in await reader.all(queries.MEMBERS, topic_ids):
            groups.setdefault(topic_id, []).append(Equivalent(Topic(*topic), language))
    return groups


async def groups_page(reader: Reader, cursor: Cursor | None, limit: int) -> Slice[Topic]:
    """The oldest topic of each linked group, latest first."""
    rows = await reader.all(queries.LATEST_GROUPS, *paging.start(cursor, 1), limit + 1)
    named = await by_ids(reader, [row[0] for row in rows])
    return paging.cut(rows, limit, 1, lambda row: named[row[0]])


async def suggestions_page(reader: Reader, cursor: Cursor | None, limit: int) -> Slice[Suggestion]:
    """What waits for somebody to decide, latest first."""
    rows = await reader.all(queries.SUGGESTIONS, *paging.start(cursor, 3), limit + 1)
    named = await by_ids(reader, sorted({topic_id for row in rows for topic_id in row[1:3]}))
    return paging.cut(rows, limit, 3, lambda row: Suggestion(named[row[1]], named[row[2]], row[3], row[0]))
