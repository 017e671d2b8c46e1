"""A topic, its key, and how lively it is."""

from __future__ import annotations

import unicodedata

import msgspec

from vermilion.infra import clock
from vermilion.infra.events import Event
from vermilion.infra.text import segments

# What a note alone is worth in the ranking, in interactions.
NOTE_WEIGHT = 10


class Topic(msgspec.Struct, frozen=True):
    """`name` is as its first author wrote it, without `#`; `created_at` in microseconds."""

    id: int
    name: str
    created_by: int
    created_at: int


class TopicCreated(Event, frozen=True):
    topic_id: int
    name: str


def recognise(text: str) -> list[str]:
    """Names of the topics in a text, in their order."""
    return segments.topics_in(text)


def name_key(name: str) -> str:
    """What makes two names the same topic: neither width nor case tells them apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def liveliness(interactions: int, age: int) -> int:
    """A note's share in its topic's rank; `age` in microseconds. It halves in two days, and again in four."""
    days = max(age, 0) / clock.DAY
    return round(1000 * (NOTE_WEIGHT + interactions) / (2 + days))
