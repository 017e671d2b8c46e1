"""Topics with their figures, by the names that their reader understands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from vermilion import topics
from vermilion.audience import Viewer
from vermilion.cards.texts import topic_url
from vermilion.cards.views import TopicNameView, TopicView
from vermilion.counters import Counts
from vermilion.infra.db import Reader
from vermilion.infra.text import languages
from vermilion.topics import Equivalent, Topic


async def views(reader: Reader, viewer: Viewer, listed: Sequence[Topic], locale: str = "") -> list[TopicView]:
    """In the order given. `locale` is that of the page, for visitors, of whom no other language is known."""
    ids = [topic.id for topic in listed]
    groups = await topics.equivalents(reader, ids)
    totals = await topics.totals(reader, ids)
    members = {topic_id: {topic_id, *(one.topic.id for one in groups.get(topic_id, ()))} for topic_id in ids}
    asked = sorted(set[int]().union(*members.values()))
    followed = await topics.followed_among(reader, viewer.id, asked) if viewer.signed_in else set()
    reads = viewer.languages or tuple(filter(None, [viewer.translate_into or locale]))
    return [
        _view(topic, groups.get(topic.id, []), reads, totals[topic.id], followed=bool(members[topic.id] & followed))
        for topic in listed
    ]


def once(listed: Sequence[TopicView]) -> list[TopicView]:
    """For lists: of topics that are linked only the first, since the others look the same."""
    kept: list[TopicView] = []
    there: set[str] = set()
    for view in listed:
        if view.id not in there:
            kept.append(view)
            there.update(one.id for one in view.equivalents)
    return kept


@lru_cache(10_000)
def language_of(name: str) -> str:
    """For the `lang` attribute: which fonts and which line breaks."""
    return languages.detect(name).tag


def _view(
    topic: Topic, group: Sequence[Equivalent], reads: Sequence[str], totals: Counts, *, followed: bool
) -> TopicView:
    shown = topics.name_for(topic, group, reads)
    named = {one.topic.id: one.language for one in group}
    return TopicView(
        id=str(topic.id),
        name=topic.name,
        language=named.get(topic.id) or language_of(topic.name),
        url=topic_url(topic.name),
        discussions=totals.discussions,
        interactions=totals.interactions,
        views=totals.views,
        followers=totals.followers,
        followed=followed,
        shown=shown.name,
        shown_language=named.get(shown.id) or language_of(shown.name),
        equivalents=[
            TopicNameView(
                id=str(one.topic.id), name=one.topic.name, language=one.language, url=topic_url(one.topic.name)
            )
            for one in group
            if one.topic.id != topic.id
        ],
    )
