"""Who followed several topics before they were linked is one follower of them while they are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import pytest
from tests.conftest import Cast

from vermilion import counters, topics
from vermilion.infra import jobs
from vermilion.infra.db import Db, Tx
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.topics import Topic

Verb = Callable[[Tx, int, int], Awaitable[bool]]


@pytest.fixture
def context(db: Db, settings: Settings) -> JobContext:
    return JobContext(db, open_storage(settings.media), settings)


async def named(db: Db, *names: str) -> list[Topic]:
    made = await db.write(lambda tx: topics.set_note_topics(tx, 1, names, 1))
    return sorted(made, key=lambda topic: topic.id)


async def do(db: Db, verb: Verb, topic: Topic, people: Sequence[int]) -> None:
    for person in people:
        await db.write(lambda tx, person=person: verb(tx, person, topic.id))  # type: ignore[misc]  # called at once


async def followers(db: Db, *asked: Topic) -> list[int]:
    """As shown; the numbers behind them always agree with their rows."""
    assert await counters.verify(db.read) == []
    totals = await topics.totals(db.read, [topic.id for topic in asked])
    return [totals[topic.id].followers for topic in asked]


async def test_people_count_once_while_topics_are_linked(db: Db, cast: Cast) -> None:
    one, two, three = await named(db, "OOTD", "穿搭", "코디")
    await do(db, topics.follow, one, [1, 2, 3])
    await do(db, topics.follow, two, [2, 3, 4])
    await do(db, topics.follow, three, [3, 5])
    assert await followers(db, one, two, three) == [3, 3, 2]
    await db.write(lambda tx: topics.link(tx, cast.mo, 0, two.id, three.id))
    assert await followers(db, one, two, three) == [3, 4, 4]
    await db.write(lambda tx: topics.link(tx, cast.mo, 0, one.id, two.id))
    assert await followers(db, one, two, three) == [5, 5, 5]
    await do(db, topics.unfollow, two, [3])
    await do(db, topics.follow, two, [2, 6])
    assert await followers(db, one, three) == [5, 5]
    await db.write(lambda tx: topics.unlink(tx, cast.mo, 0, one.id))
    assert await followers(db, one, two, three) == [2, 4, 4]
    await db.write(lambda tx: topics.unlink(tx, cast.mo, 0, two.id))
    assert await followers(db, one, two, three) == [2, 3, 1]


async def test_many_followers_are_looked_at_in_pieces(
    context: JobContext, db: Db, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vermilion.topics.followers.CHUNK", 3)
    one, two = await named(db, "OOTD", "穿搭")
    await do(db, topics.follow, one, range(1, 11))
    await do(db, topics.follow, two, range(3, 13))
    await db.write(lambda tx: topics.link(tx, cast.mo, 0, one.id, two.id))
    assert await followers(db, one, two) == [17, 17]
    await do(db, topics.unfollow, one, [5, 9])  # one that was looked at, one that was not
    await jobs.run_due(context)
    assert await followers(db, one, two) == [10, 10]
    await db.write(lambda tx: topics.unlink(tx, cast.mo, 0, two.id))
    await jobs.run_due(context)
    await db.write(lambda tx: topics.link(tx, cast.mo, 0, one.id, two.id))
    await jobs.run_due(context)
    assert await followers(db, one, two) == [10, 10]
