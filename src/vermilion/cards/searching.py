"""What a search shows: candidates of the index, decided about like everything else."""

from __future__ import annotations

import msgspec

from vermilion import search, topics
from vermilion.audience import Viewer
from vermilion.cards import feeds, people
from vermilion.cards import topics as topic_cards
from vermilion.cards.feeds import Cards
from vermilion.cards.views import PersonView, TopicView
from vermilion.infra.db import Reader
from vermilion.infra.paging import Cursor, Slice


class SuggestionsView(msgspec.Struct, frozen=True):
    topics: list[TopicView]
    people: list[PersonView]


async def notes(
    reader: Reader, viewer: Viewer, text: str, cursor: Cursor | None, limit: int
) -> Cards[Cursor]:
    async def more(at: Cursor | None, count: int) -> tuple[list[int], Cursor | None]:
        found = await search.notes(reader, text, at, count)
        return found.items, found.next

    return await feeds.filled(reader, viewer, cursor, limit, more, without_muted=True)


async def persons(
    reader: Reader, viewer: Viewer, text: str, cursor: Cursor | None, limit: int
) -> Slice[PersonView]:
    found = await search.people(reader, text, cursor, limit)
    return Slice(await people.visible(reader, viewer, found.items), found.next)


async def topics_named(
    reader: Reader, viewer: Viewer, text: str, cursor: Cursor | None, limit: int, locale: str = ""
) -> Slice[TopicView]:
    found = await search.topics(reader, text, cursor, limit)
    return Slice(await _topics(reader, viewer, found.items, locale), found.next)


async def suggestions(reader: Reader, viewer: Viewer, text: str) -> SuggestionsView:
    """For a search that is being typed."""
    found = await search.suggest(reader, text)
    return SuggestionsView(
        await _topics(reader, viewer, found.topics), await people.visible(reader, viewer, found.people)
    )


async def _topics(reader: Reader, viewer: Viewer, ids: list[int], locale: str = "") -> list[TopicView]:
    by_id = await topics.by_ids(reader, ids)
    return topic_cards.once(await topic_cards.views(reader, viewer, [by_id[i] for i in ids if i in by_id], locale))
