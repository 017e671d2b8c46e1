"""What the figures of a linked group count too often, since some notes stand in several of its topics. Counting that
reads whole topics, so it is kept, and counted anew when a group changes and now and then."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion import counters
from vermilion.counters import Counts
from vermilion.infra import jobs
from vermilion.infra.db import Db, Reader, Tx
from vermilion.infra.jobs import JobContext, job
from vermilion.topics import queries
from vermilion.topics.entering import SUMMED
from vermilion.topics.finding import linked
from vermilion.topics.followers import count_once

COLUMNS = ("notes", *SUMMED)
CHUNK = 100


async def totals(reader: Reader, topic_ids: Sequence[int]) -> dict[int, Counts]:
    """The figures of each topic and those it is linked with, notes that stand in several of them counted once as of
    the last `recount` (some minutes), people who follow several of them once."""
    groups = {topic_id: {topic_id} for topic_id in topic_ids}
    if not groups:
        return {}
    for topic_id, member in await reader.all(queries.MEMBER_IDS, topic_ids):
        groups[topic_id].add(member)
    numbers = await counters.load(reader, "topic", sorted(set[int]().union(*groups.values())))
    heads = sorted({min(group) for group in groups.values() if len(group) > 1})
    again = {row[0]: row[1:] for row in await reader.all(queries.OVERLAPS, heads)} if heads else {}
    return {
        topic_id: _sum([numbers[member] for member in group], again.get(min(group), ()))
        for topic_id, group in groups.items()
    }


async def regrouped(tx: Tx, topic_ids: list[int]) -> None:
    """These topics' groups changed: what was counted holds no more, and is counted soon."""
    await tx.run(queries.DROP_OVERLAPS, topic_ids)
    await count_once(tx, topic_ids)
    for topic_id in topic_ids:
        await jobs.enqueue(tx, "topics.recount", unique_key=f"topics.recount:{topic_id}", topic_id=topic_id)


@job("topics.recount")
async def recount_one(ctx: JobContext, topic_id: int) -> None:
    await _recount(ctx.db, topic_id)


async def recount(db: Db) -> int:
    """Count the overlaps of all groups anew; returns how many there are."""
    after = count = 0
    while found := [row[0] for row in await db.read_slow.all(queries.GROUP_IDS, after, CHUNK)]:
        for group_id in found:
            await _recount(db, group_id)
        after, count = found[-1], count + len(found)
    return count


def _sum(numbers: Sequence[Counts], again: Sequence[int]) -> Counts:
    if len(numbers) == 1:
        return numbers[0]
    summed = {name: sum(getattr(found, name) for found in numbers) for name in COLUMNS}
    summed["followers"] = sum(found.followers - found.followers_again for found in numbers)
    for name, times in zip(COLUMNS, again or (0,) * len(COLUMNS), strict=True):
        summed[name] -= times
    return Counts(**summed)


async def _recount(db: Db, topic_id: int) -> None:
    members = await linked(db.read_slow, [topic_id])
    if len(members) == 1:
        return
    numbers = await counters.load(db.read_slow, "topic", sorted(members))
    largest = max(members, key=lambda member: numbers[member].notes)
    again = await db.read_slow.one(queries.COUNTED_AGAIN, sorted(members - {largest}), largest)

    async def work(tx: Tx) -> None:
        if again is not None and await linked(tx, [topic_id]) == members:  # else somebody counts the new group
            await tx.run(queries.PUT_OVERLAP, min(members), *map(int, again))

    await db.write(work)
