"""What the files leave open: who follows whom when, who likes, saves and shares, and how much is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from vermilion import collections, reactions, relations, topics
from vermilion.audience import Action, Terms
from vermilion.demo import crowds
from vermilion.demo.times import Talk, moment_of
from vermilion.demo.town import Person, Story
from vermilion.demo.world import Deed, Place, World
from vermilion.infra import clock, subject
from vermilion.infra.db import Tx

CHANNELS = ("link", "link", "device", "device", "code", "other")


def people_follow(world: World, people: Sequence[Person]) -> Iterator[Deed]:
    for person in people:
        for followed in person.follows:

            async def follow(tx: Tx, who: str = person.handle, followed: str = followed) -> None:
                other = world.people[followed].id
                terms = Terms(subject=subject.account(other), author_id=other)
                await relations.follow(tx, world.permit(who, Action.FOLLOW, terms))

            since = max(world.joined[person.handle], world.joined[followed]) + clock.MINUTE
            moment = crowds.soon(crowds.dice("follows", person.handle, followed), since, world.now)
            yield Deed(moment, person.handle, follow)


def notes_are_liked(world: World, stories: Sequence[Story]) -> Iterator[Deed]:
    async def like(tx: Tx, who: str, key: str) -> None:
        await reactions.like(tx, world.on_note(who, Action.LIKE, key))

    async def save(tx: Tx, who: str, key: str) -> None:
        await collections.save(tx, world.on_note(who, Action.COLLECT, key))

    async def share(tx: Tx, key: str, channel: str) -> None:
        await reactions.share(tx, world.on_note("", Action.SHARE, key), channel)

    async def follow_topics(tx: Tx, who: str, key: str) -> None:
        note_id = world.notes[key].id
        for topic_id in (await topics.of_notes(tx, [note_id]))[note_id]:
            await topics.follow(tx, world.people[who].id, topic_id)

    for story in stories:
        since = moment_of(story, world.now)
        others = sorted(world.joined.keys() - {story.author})
        throw = crowds.dice("when", story.key)
        yield Deed(since + clock.SECOND, story.author, partial(follow_topics, who=story.author, key=story.key))
        for work, crowd in ((like, crowds.likers(story, others)), (save, crowds.collectors(story, others))):
            for who in crowd:
                moment = crowds.soon(throw, max(since, world.joined[who]) + clock.MINUTE, world.now)
                yield Deed(moment, who, partial(work, who=who, key=story.key))
        for _ in range(crowds.shares(story)):
            moment = crowds.soon(throw, since, world.now)
            yield Deed(moment, "", partial(share, key=story.key, channel=throw.choice(CHANNELS)))


def comments_are_liked(world: World, stories: Sequence[Story], talk: Talk) -> Iterator[Deed]:
    async def like(tx: Tx, who: str, place: Place) -> None:
        await reactions.like(tx, world.on_comment(who, Action.LIKE, place))

    told = {story.key: story for story in stories}
    for place, remark, moment in talk:
        others = sorted(world.joined.keys() - {remark.author})
        for who in crowds.comment_likers(told[place[0]], place[1] + place[2], others):
            throw = crowds.dice("when", place, who)
            since = max(moment, world.joined[who]) + clock.MINUTE
            yield Deed(crowds.soon(throw, since, world.now), who, partial(like, who=who, place=place))


def views_of(world: World, stories: Sequence[Story]) -> dict[int, int]:
    """How often every note was looked at, by its id."""
    return {world.notes[story.key].id: crowds.views(story) for story in stories}
