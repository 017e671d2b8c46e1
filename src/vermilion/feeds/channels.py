"""Channels by number: 0 is everything, 1-99 the categories, and a topic's channel is the topic's id."""

from __future__ import annotations

from vermilion import notes

EVERYTHING = 0
FIXED = 99
_CATEGORIES = {name: number for number, name in enumerate(notes.CATEGORIES, 1)}


def channel_of_category(category: str) -> int | None:
    """None for a category that does not exist."""
    return _CATEGORIES.get(category)


def channel_of_topic(topic_id: int) -> int:
    return topic_id


def is_topic(channel: int) -> bool:
    return channel > FIXED


def channels_of(category: str, topic_ids: list[int]) -> list[int]:
    """Every channel that a public note stands in."""
    return [EVERYTHING, _CATEGORIES[category], *topic_ids]
