"""Topics that mean the same in different languages: what a group consists of, and its figures."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import counters
from vermilion.counters import Counts
from vermilion.infra import paging
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice
from vermilion.topics import queries
from vermilion.topics.entering import SUMMED
from vermilion.topics.finding import by_ids, linked
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


async def totals(reader: Reader, topic_id: int) -> Counts:
    """The figures of a topic and those it is linked with. A note that stands in several of them counts once, exactly;
    for that the entries of all but the largest are read. Whoever follows two of them counts twice."""
    members = await linked(reader, [topic_id])
    numbers = await counters.load(reader, "topic", sorted(members))
    if len(members) == 1:
        return numbers[topic_id]
    largest = max(members, key=lambda member: numbers[member].notes)
    again = await reader.one(queries.COUNTED_AGAIN, sorted(members - {largest}), largest)
    columns = ("notes", *SUMMED)
    summed = {name: sum(getattr(found, name) for found in numbers.values()) for name in (*columns, "followers")}
    for name, times in zip(columns, again or (), strict=True):
        summed[name] -= int(times)
    return Counts(**summed)


async def suggestions_page(reader: Reader, cursor: Cursor | None, limit: int) -> Slice[Suggestion]:
    """What waits for somebody to decide, latest first."""
    rows = await reader.all(queries.SUGGESTIONS, *paging.start(cursor, 3), limit + 1)
    named = await by_ids(reader, sorted({topic_id for row in rows for topic_id in row[1:3]}))
    return paging.cut(rows, limit, 3, lambda row: Suggestion(named[row[1]], named[row[2]], row[3], row[0]))
