"""Pages of cards: ids from a feed, decided about, filled up until the page is full or the list has ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from vermilion import collections, feeds, notes, reactions, topics
from vermilion.audience import Viewer
from vermilion.cards import crowd, marks
from vermilion.cards import notes as note_cards
from vermilion.cards.notes import Shown
from vermilion.cards.views import CardView
from vermilion.cards.writing import Style, joined
from vermilion.feeds import Place
from vermilion.infra import ids
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor, Slice

P = TypeVar("P")
NEARLY = 0.8
ROUNDS = 8  # of ids, before a page that everything is hidden from is given as it is
Cards = tuple[list[CardView], P | None]


async def explore(
    reader: Reader, viewer: Viewer, category: str | None, place: Place | None, limit: int
) -> Cards[Place]:
    """For you, or a category's channel. Raises NotFound for a category that does not exist."""
    return await ranked(reader, viewer, channel_of(category), place, limit)


def channel_of(category: str | None) -> int:
    """The number of a category's channel, of For you without one. Raises NotFound."""
    channel = feeds.EVERYTHING if category is None else feeds.channel_of_category(category)
    if channel is None:
        raise NotFound
    return channel


async def ranked(
    reader: Reader, viewer: Viewer, channel: int, place: Place | None, limit: int
) -> Cards[Place]:
    """A channel in its frozen order."""
    shown, after = await ranked_shown(reader, viewer, channel, place, limit)
    return [note_cards.view(card) for card in shown], after


async def ranked_written(
    reader: Reader, viewer: Viewer, channel: int, place: Place | None, limit: int, style: Style
) -> tuple[bytes, Place | None]:
    """The same written out, for the hottest pages: most of their readers are shown what everyone is."""
    found, after = await feeds.explore_page(reader, channel, place, limit)
    page = await crowd.spread(reader, viewer, found)
    if page.is_for(viewer) and (after is None or len(page.stills) >= limit * NEARLY):
        return page.write(style, *await marks.among(reader, viewer, page.ids)), after
    shown, after = await ranked_shown(reader, viewer, channel, place, limit)
    return joined(style, shown), after


async def ranked_shown(
    reader: Reader, viewer: Viewer, channel: int, place: Place | None, limit: int
) -> tuple[list[Shown], Place | None]:
    """The same, not yet written out."""

    async def more(at: Place | None, count: int) -> tuple[list[int], Place | None]:
        return await feeds.explore_page(reader, channel, at, count)

    return await _shown(reader, viewer, place, limit, more, without_muted=True)


async def following(reader: Reader, viewer: Viewer, before: int | None, limit: int) -> Cards[int]:
    """Notes of those whom the viewer follows, newest first."""
    shown, after = await following_shown(reader, viewer, before, limit)
    return [note_cards.view(card) for card in shown], after


async def following_shown(
    reader: Reader, viewer: Viewer, before: int | None, limit: int
) -> tuple[list[Shown], int | None]:
    """The same, not yet written out."""

    async def more(at: int | None, count: int) -> tuple[list[int], int | None]:
        found = await feeds.following_page(reader, viewer.id, at or ids.LARGEST, count)
        return found, found[-1] if len(found) == count else None

    return await _shown(reader, viewer, before, limit, more, without_muted=True)


async def by_author(reader: Reader, viewer: Viewer, author_id: int, before: int | None, limit: int) -> Cards[int]:
    """Someone's notes, newest first."""

    async def more(at: int | None, count: int) -> tuple[list[int], int | None]:
        found = await notes.by_author(reader, author_id, at or ids.LARGEST, count)
        return found, found[-1] if len(found) == count else None

    return await filled(reader, viewer, before, limit, more)


async def new_in_topic(
    reader: Reader, viewer: Viewer, topic_id: int, cursor: Cursor | None, limit: int
) -> Cards[Cursor]:
    """A topic's notes, newest first."""

    async def more(at: Cursor | None, count: int) -> tuple[list[int], Cursor | None]:
        return _pair(await topics.notes_page(reader, topic_id, at, count))

    return await filled(reader, viewer, cursor, limit, more, without_muted=True)


async def liked(
    reader: Reader, viewer: Viewer, account_id: int, cursor: Cursor | None, limit: int
) -> Cards[Cursor]:
    """What someone has liked, latest first."""

    async def more(at: Cursor | None, count: int) -> tuple[list[int], Cursor | None]:
        return _pair(await reactions.liked_notes_page(reader, account_id, at, count))

    return await filled(reader, viewer, cursor, limit, more)


async def in_collection(
    reader: Reader, viewer: Viewer, collection_id: int, cursor: Cursor | None, limit: int
) -> Cards[Cursor]:
    """What a collection holds, latest first; the caller has decided that the collection may be seen."""

    async def more(at: Cursor | None, count: int) -> tuple[list[int], Cursor | None]:
        return _pair(await collections.items_page(reader, collection_id, at, count))

    return await filled(reader, viewer, cursor, limit, more)


def _pair(found: Slice[int]) -> tuple[list[int], Cursor | None]:
    return found.items, found.next


async def filled(
    reader: Reader,
    viewer: Viewer,
    place: P | None,
    limit: int,
    more: Callable[[P | None, int], Awaitable[tuple[list[int], P | None]]],
    *,
    without_muted: bool = False,
) -> Cards[P]:
    """Ask `more` for ids until about `limit` of them may be shown or there are no more. A nearly full page is given as
    it is: asking again for the one that is not for this viewer would double its cost."""
    shown, after = await _shown(reader, viewer, place, limit, more, without_muted=without_muted)
    return [note_cards.view(card) for card in shown], after


async def _shown(
    reader: Reader,
    viewer: Viewer,
    place: P | None,
    limit: int,
    more: Callable[[P | None, int], Awaitable[tuple[list[int], P | None]]],
    *,
    without_muted: bool,
) -> tuple[list[Shown], P | None]:
    page: list[Shown] = []
    for _ in range(ROUNDS):
        found, place = await more(place, limit - len(page))
        page += await note_cards.shown(reader, viewer, found, without_muted=without_muted)
        if len(page) >= limit * NEARLY or place is None:
            break
    return page, place
