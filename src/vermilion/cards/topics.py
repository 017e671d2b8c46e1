"""Topics with their figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from vermilion import counters, topics
from vermilion.audience import Viewer
from vermilion.cards.texts import topic_url
from vermilion.cards.views import TopicView
from vermilion.infra.db import Reader
from vermilion.infra.text import languages
from vermilion.topics import Topic


async def views(reader: Reader, viewer: Viewer, listed: Sequence[Topic]) -> list[TopicView]:
    """In the order given."""
    ids = [topic.id for topic in listed]
    counts = await counters.load(reader, "topic", ids)
    followed = await topics.followed_among(reader, viewer.id, ids) if viewer.signed_in else set()
    return [
        TopicView(
            id=str(topic.id),
            name=topic.name,
            language=language_of(topic.name),
            url=topic_url(topic.name),
            discussions=counts[topic.id].discussions,
            interactions=counts[topic.id].interactions,
            views=counts[topic.id].views,
            followers=counts[topic.id].followers,
            followed=topic.id in followed,
        )
        for topic in listed
    ]


@lru_cache(10_000)
def language_of(name: str) -> str:
    """For the `lang` attribute: which fonts and which line breaks."""
    return languages.detect(name).tag
