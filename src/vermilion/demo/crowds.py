"""Who does what when, where the files do not say: spread by dice that always fall the same."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from vermilion.demo.town import Person, Story


def dice(*about: object) -> random.Random:
    """The same throws for the same words, on every machine."""
    return random.Random(" ".join(map(str, about)))  # noqa: S311 - nothing secret hangs on them


def likers(story: Story, others: Sequence[str]) -> list[str]:
    """Those who like a note: all of the town for the hottest, a handful for the coldest."""
    throw = dice("likes", story.key)
    wanted = 3 + (len(others) - 3) * story.heat**1.2 * throw.uniform(0.85, 1.1)
    return throw.sample(others, min(round(wanted), len(others)))


def collectors(story: Story, others: Sequence[str]) -> list[str]:
    """Those who save it: fewer, of a guide or a recipe more."""
    throw = dice("saves", story.key)
    useful = 1.4 if story.category in {"food", "travel", "study", "home"} else 0.8
    return throw.sample(others, min(round(18 * story.heat**1.6 * useful * throw.uniform(0.7, 1.2)), len(others)))


def views(story: Story) -> int:
    """How often it was looked at: hundreds for a quiet note, ten thousand for the hottest."""
    return round(180 * math.pow(60, story.heat) * dice("views", story.key).uniform(0.8, 1.25))


def shares(story: Story) -> int:
    """How often its address was taken along."""
    return round(30 * story.heat**3 * dice("shares", story.key).uniform(0.6, 1.2))


def comment_likers(story: Story, number: int, others: Sequence[str]) -> list[str]:
    """Those who like the n-th comment under a note: earlier ones get more."""
    throw = dice("comment", story.key, number)
    wanted = 16 * story.heat * throw.random() ** 2 * (1 if number < 4 else 0.5)
    return throw.sample(others, min(round(wanted), len(others)))


def translator(author: Person, people: Sequence[Person], source: str, target: str, text: str) -> str:
    """Who puts somebody's words into another language: they themselves, else one who reads both languages."""
    if author.reads(source, target):
        return author.handle
    able = [person.handle for person in people if person.reads(source, target)]
    return dice("translates", text, target).choice(sorted(able))


def soon(throw: random.Random, since: int, until: int) -> int:
    """A moment between two, rather early: most of what happens to a note happens on its first day."""
    return since + round((until - since) * throw.random() ** 3)


def any_time(throw: random.Random, since: int, until: int) -> int:
    """A moment between two."""
    return since + round((until - since) * throw.random())
