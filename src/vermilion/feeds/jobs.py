"""Linked topics share their notes: each one's channel holds those of all. What enters later does so by itself
(`entries`); here the channels of a group that changed are brought up to date, chunk by chunk."""

from __future__ import annotations

from functools import partial

from vermilion import topics
from vermilion.feeds import queries
from vermilion.feeds.channels import channel_of_topic
from vermilion.infra import clock, ids, jobs
from vermilion.infra.db import Tx
from vermilion.infra.jobs import JobContext, job

CHUNK = 200


async def topics_linked(tx: Tx, event: topics.TopicsLinked) -> None:
    await jobs.enqueue(tx, "feeds.regroup", topic_ids=list(event.topic_ids))


async def topic_unlinked(tx: Tx, event: topics.TopicUnlinked) -> None:
    await jobs.enqueue(tx, "feeds.regroup", topic_ids=[event.topic_id, *event.left_ids])


@job("feeds.regroup", max_attempts=10)
async def regroup(ctx: JobContext, topic_ids: list[int]) -> None:
    for topic_id in topic_ids:
        for member in sorted(await topics.linked(ctx.db.read, [topic_id]) - {topic_id}):
            before: int | None = ids.LARGEST
            while before is not None:
                before = await ctx.db.write(partial(_bring, topic_id=topic_id, member=member, before=before))
        before = ids.LARGEST
        while before is not None:
            before = await ctx.db.write(partial(_drop, topic_id=topic_id, before=before))


async def _bring(tx: Tx, topic_id: int, member: int, before: int) -> int | None:
    """Put notes of a linked topic, older than `before`, into a topic's channel; returns where to go on."""
    channel = channel_of_topic(topic_id)
    found = [row[0] for row in await tx.all(queries.OLDER, channel_of_topic(member), before, CHUNK)]
    await tx.run(queries.COPY_ENTRIES, channel, channel_of_topic(member), found)
    await tx.run(queries.MARK_CHANNEL, channel, clock.now())
    return found[-1] if len(found) == CHUNK else None


async def _drop(tx: Tx, topic_id: int, before: int) -> int | None:
    """Take notes out of a topic's channel that stand neither in it nor in one linked with it."""
    channel = channel_of_topic(topic_id)
    found = [row[0] for row in await tx.all(queries.OLDER, channel, before, CHUNK)]
    group = await topics.linked(tx, [topic_id])
    standing = await topics.of_notes(tx, found)
    strangers = [note_id for note_id in found if group.isdisjoint(standing[note_id])]
    await tx.run(queries.DROP_ENTRIES, channel, strangers)
    await tx.run(queries.MARK_CHANNEL, channel, clock.now())
    return found[-1] if len(found) == CHUNK else None
