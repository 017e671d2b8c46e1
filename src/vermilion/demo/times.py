"""When the town's stories happen: counted back from the moment of loading."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.demo import crowds, town
from vermilion.demo.town import Person, Remark, Story
from vermilion.demo.world import Place
from vermilion.infra import clock
from vermilion.infra.text import segments

FOUNDED = 40 * clock.DAY
Talk = list[tuple[Place, Remark, int]]  # every comment with its moment


def joining(people: Sequence[Person], stories: Sequence[Story], talk: Talk, now: int) -> dict[str, int]:
    """When everyone came: a while before anybody heard of them, the owner and the moderators at the beginning."""
    heard: dict[str, int] = {person.handle: now for person in people}
    told = [(story.author, f"{story.title}\n{story.text}", moment_of(story, now)) for story in stories]
    told += [(remark.author, remark.text, moment) for _, remark, moment in talk]
    for author, text, moment in told:
        for handle in (author, *segments.mentions_in(text)):
            heard[handle] = min(heard.get(handle, moment), moment)
    return {
        person.handle: now - FOUNDED + number * clock.HOUR
        if person.role != "member"
        else heard[person.handle] - round(crowds.dice("joined", person.handle).uniform(0.5, 30) * clock.HOUR)
        for number, person in enumerate(people)
    }


def talk_of(stories: Sequence[Story], now: int) -> Talk:
    """All comments, in the files' order."""
    remarks = town.remarks()
    talk: Talk = []
    for story in stories:
        said = moment_of(story, now)
        for number, first in enumerate(remarks.get(story.key, []), 1):
            talk.append(((story.key, number, 0), first, said + round(first.minutes_after * clock.MINUTE)))
            talk += [
                ((story.key, number, place), reply, said + round(reply.minutes_after * clock.MINUTE))
                for place, reply in enumerate(first.replies, 1)
            ]
    return talk


def moment_of(story: Story, now: int) -> int:
    return now - round(story.hours_ago * clock.HOUR)
