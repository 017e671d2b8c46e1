"""Topics that mean the same in different languages: suggested, linked, taken apart, and read as one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from tests.conftest import Cast
from tests.permits import on_note

from vermilion import counters, feeds, moderation, notes, reactions, topics
from vermilion.accounts import Account
from vermilion.audience import Action
from vermilion.cards import topics as topic_cards
from vermilion.counters import Counts
from vermilion.edge.context import viewer_of
from vermilion.feeds import channel_of_topic
from vermilion.infra import clock, jobs, subject
from vermilion.infra.db import Db, Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound
from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.notes import Note, Publication
from vermilion.topics import Topic, may_link, name_for


class Square:
    """What people do with topics, a transaction each; mo the moderator does it."""

    def __init__(self, db: Db, cast: Cast) -> None:
        self.db = db
        self.cast = cast

    async def publish(self, text: str) -> Note:
        return await self.db.write(lambda tx: notes.publish(tx, self.cast.alice, Publication(text=text)))

    async def topics(self, *names: str) -> list[Topic]:
        async def work(tx: Tx) -> list[Topic]:
            return await topics.set_note_topics(tx, 1, names, self.cast.alice.id)

        made = await self.db.write(work)
        await self.db.write(lambda tx: topics.set_note_topics(tx, 1, [], self.cast.alice.id))
        return made

    async def link(self, one: Topic, other: Topic, who: Account | None = None, translations: int = 0) -> None:
        account = who or self.cast.mo
        await self.db.write(lambda tx: topics.link(tx, account, translations, one.id, other.id))

    async def unlink(self, topic: Topic) -> None:
        await self.db.write(lambda tx: topics.unlink(tx, self.cast.mo, 0, topic.id))

    async def names(self, topic: Topic) -> list[str]:
        found = await topics.equivalents(self.db.read, [topic.id])
        return [one.topic.name for one in found.get(topic.id, [])]

    async def new(self, topic: Topic, limit: int = 50) -> list[int]:
        return (await topics.notes_page(self.db.read, topic.id, None, limit)).items

    async def hot(self, topic: Topic, context: JobContext) -> set[int]:
        """After the worker has done what there is to do."""
        await jobs.run_due(context)
        await feeds.refresh(self.db)
        return set((await feeds.explore_page(self.db.read, channel_of_topic(topic.id), None, 50))[0])


@pytest.fixture
def square(db: Db, cast: Cast) -> Square:
    return Square(db, cast)


async def test_a_link_joins_groups_and_a_topic_leaves_alone(square: Square) -> None:
    ootd, zh, ja, ko = await square.topics("OOTD", "穿搭", "コーデ", "코디")
    await square.link(ootd, zh)
    await square.link(ja, ko)
    assert await square.names(zh) == ["OOTD", "穿搭"]
    await square.link(ko, zh)
    group = (await topics.equivalents(square.db.read, [ootd.id, 7]))[ootd.id]
    assert {(one.topic.name, one.language) for one in group} == {
        ("OOTD", "en"), ("穿搭", "zh-Hans"), ("コーデ", "ja"), ("코디", "ko")
    }  # fmt: skip
    with pytest.raises(Conflict):
        await square.link(ootd, ja)
    await square.unlink(min((ootd, zh, ja, ko), key=lambda topic: topic.id))
    assert await square.names(ootd) == []
    assert set(await square.names(zh)) == {"穿搭", "コーデ", "코디"}
    await square.link(ootd, zh)  # undone again
    assert set(await square.names(ootd)) == {"OOTD", "穿搭", "コーデ", "코디"}
    for topic in (zh, ja, ko):
        await square.unlink(topic)
    assert await square.names(ootd) == []
    with pytest.raises(Conflict):
        await square.unlink(ootd)
    log = await moderation.log_page(square.db.read, None, 20)
    assert [(line.action, line.reason) for line in log.items][-1] == ("link_topics", "#OOTD = #穿搭")
    assert {line.subject_kind for line in log.items} == {subject.TOPIC}


async def test_linked_topics_are_followed_as_one(square: Square) -> None:
    bob, (ootd, zh, lone) = square.cast.bob, await square.topics("OOTD", "穿搭", "cats")
    await square.link(ootd, zh)

    async def does(verb: Callable[[Tx, int, int], Awaitable[bool]], topic: Topic) -> bool:
        return await square.db.write(lambda tx: verb(tx, bob.id, topic.id))

    async def followed() -> list[tuple[str, bool, int]]:
        viewer = await viewer_of(square.db, bob)
        views = await topic_cards.views(square.db.read, viewer, [ootd, zh, lone])
        return [(view.name, view.followed, view.followers) for view in views]

    assert await does(topics.follow, zh)
    assert not await does(topics.follow, ootd)
    assert await followed() == [("OOTD", True, 1), ("穿搭", True, 1), ("cats", False, 0)]
    assert await does(topics.unfollow, ootd)
    assert not await does(topics.unfollow, zh)
    assert await followed() == [("OOTD", False, 0), ("穿搭", False, 0), ("cats", False, 0)]
    await square.unlink(zh)
    assert await does(topics.follow, zh)
    assert await does(topics.follow, ootd)
    await square.link(ootd, zh)  # whoever followed both leaves both
    assert await does(topics.unfollow, zh)
    assert await followed() == [("OOTD", False, 0), ("穿搭", False, 0), ("cats", False, 0)]
    assert await counters.verify(square.db.read) == []


async def test_what_cannot_be_linked(square: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, third = await square.topics("one", "other", "third")
    with pytest.raises(Invalid):
        await square.link(one, one)
    with pytest.raises(NotFound):
        await square.link(one, Topic(77, "gone", 0, 0))
    with pytest.raises(Forbidden):
        await square.link(one, other, square.cast.bob, 50)  # he came today
    monkeypatch.setattr("vermilion.topics.linking.MOST_IN_GROUP", 2)
    await square.link(one, other)
    with pytest.raises(Conflict):
        await square.link(other, third)


async def test_staff_and_proven_members_may_link(cast: Cast) -> None:
    month = cast.bob.created_at + 30 * clock.DAY
    assert may_link(cast.mo, 0, cast.mo.created_at)
    assert may_link(cast.bob, 3, month)
    assert not may_link(cast.bob, 3, month - 1)
    assert not may_link(cast.bob, 2, month)


@pytest.fixture
def job_context(db: Db, settings: Settings) -> JobContext:
    return JobContext(db, open_storage(settings.media), settings)


async def test_suggestions_wait_and_are_decided_once(square: Square) -> None:
    bob, mo = square.cast.bob.id, square.cast.mo
    ootd, zh, tea = await square.topics("OOTD", "穿搭", "tea")

    async def suggest(one: Topic, other: Topic) -> bool:
        return await square.db.write(lambda tx: topics.suggest_link(tx, bob, one.id, other.id))

    assert await suggest(ootd, zh)
    assert not await suggest(zh, ootd)
    assert await suggest(tea, zh)
    page = await topics.suggestions_page(square.db.read, None, 1)
    assert [{one.one.name, one.other.name} for one in page.items] == [{"tea", "穿搭"}]
    assert page.next is not None
    rest = await topics.suggestions_page(square.db.read, page.next, 5)
    assert [(one.suggested_by, rest.next) for one in rest.items] == [(bob, None)]
    await square.db.write(lambda tx: topics.decline_link(tx, mo, 0, zh.id, tea.id))
    assert not await suggest(tea, zh)
    with pytest.raises(Conflict):
        await square.db.write(lambda tx: topics.decline_link(tx, mo, 0, zh.id, tea.id))
    await square.link(zh, ootd)
    assert (await topics.suggestions_page(square.db.read, None, 5)).items == []
    with pytest.raises(Conflict):
        await suggest(ootd, zh)


class Dictionary:
    def topic(self, name: str, source: str, target: str) -> str | None:
        return {("穿搭", "en"): "ootd", ("OOTD", "zh-Hans"): "穿搭", ("tea", "zh-Hans"): "茶"}.get((name, target))


async def test_meaning_suggests_and_never_links(square: Square) -> None:
    for name in ("OOTD", "穿搭", "tea"):
        await square.publish(f"#{name}")
    await topics.refresh_ranking(square.db)
    listed = sorted(await topics.hot(square.db.read), key=lambda topic: topic.id)
    assert await topics.suggest_by_meaning(square.db, Dictionary()) == 1
    assert await topics.suggest_by_meaning(square.db, Dictionary()) == 0
    assert await square.names(listed[0]) == []
    await square.link(listed[0], listed[1])
    await square.unlink(listed[0])
    assert await topics.suggest_by_meaning(square.db, Dictionary()) == 0  # what was undone stays so


async def test_a_linked_topic_shows_notes_and_figures_of_all(square: Square, job_context: JobContext) -> None:
    both, ootd_only, zh_only, other = [
        await square.publish(text) for text in ("#OOTD #穿搭", "#OOTD", "#穿搭", "#tea #OOTD")
    ]
    ootd, zh = [await topics.by_name(square.db.read, name) for name in ("OOTD", "穿搭")]
    assert ootd
    assert zh
    permit = on_note(square.cast.bob.id, Action.LIKE, both.id, square.cast.alice.id)
    await square.db.write(lambda tx: reactions.like(tx, permit))
    await square.link(ootd, zh)
    everything = [note.id for note in (other, zh_only, ootd_only, both)]
    assert await square.new(ootd) == await square.new(zh) == sorted(everything, reverse=True)
    first = await topics.notes_page(square.db.read, zh.id, None, 3)
    assert first.items + (await topics.notes_page(square.db.read, zh.id, first.next, 3)).items == await square.new(zh)
    assert await square.hot(ootd, job_context) == await square.hot(zh, job_context) == set(everything)
    assert await topics.totals(square.db.read, [zh.id]) == {zh.id: Counts(notes=4, likes=1)}
    later = await square.publish("#穿搭 again")
    assert later.id in await square.hot(ootd, job_context)
    await square.unlink(ootd)
    assert await square.hot(zh, job_context) == {both.id, zh_only.id, later.id}
    assert await square.hot(ootd, job_context) == {both.id, ootd_only.id, other.id}
    assert await topics.totals(square.db.read, [zh.id]) == {zh.id: Counts(notes=3, likes=1)}
    tea = await topics.by_name(square.db.read, "tea")
    assert tea
    await square.link(zh, tea)
    await square.publish("#穿搭 #tea")
    assert await topics.recount(square.db) == 1
    assert await topics.totals(square.db.read, [tea.id]) == {tea.id: Counts(notes=5, likes=1)}
    assert await counters.verify(square.db.read) == []


async def test_each_reader_sees_the_name_in_their_language(square: Square) -> None:
    ootd, zh, outfit = await square.topics("OOTD", "穿搭", "outfit")
    await square.link(ootd, zh)
    await square.link(zh, outfit)
    mo = square.cast.mo
    await square.db.write(lambda tx: topics.set_language(tx, mo, 0, outfit.id, "en"))
    group = (await topics.equivalents(square.db.read, [zh.id]))[zh.id]
    assert name_for(zh, group, ("en", "zh-Hans")) == ootd
    assert name_for(outfit, group, ("en",)) == outfit
    assert name_for(ootd, group, ("zh-Hant", "en")) == zh
    assert name_for(ootd, group, ("fr",)) == ootd
    with pytest.raises(Invalid):
        await square.db.write(lambda tx: topics.set_language(tx, mo, 0, outfit.id, "English"))
