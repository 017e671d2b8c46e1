"""GET /v1/search"""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from vermilion.api.common import PAGE, Asked, CursorText, Limit, page
from vermilion.cards import searching
from vermilion.cards.searching import SuggestionsView
from vermilion.cards.views import CardView, Page, PersonView, TopicView
from vermilion.edge import context, decode_cursor
from vermilion.infra.paging import Cursor

Words = Annotated[str, QueryParameter(name="q", max_length=200, description="Words; “quotes” keep them together.")]


@get("/search/notes", tags=["search"])
async def notes(request: Asked, words: Words, limit: Limit = PAGE, cursor: CursorText = None) -> Page[CardView]:
    """Notes with all these words, in any script; traditional and simplified characters are alike."""
    asked = context(request)
    place = decode_cursor(cursor, Cursor)
    return page(*await searching.notes(asked.db.read_slow, asked.viewer, words, place, limit))


@get("/search/people", tags=["search"])
async def people(request: Asked, words: Words, limit: Limit = PAGE, cursor: CursorText = None) -> Page[PersonView]:
    """People whose handle or name begins so."""
    asked = context(request)
    place = decode_cursor(cursor, Cursor)
    found = await searching.persons(asked.db.read_slow, asked.viewer, words, place, limit)
    return page(found.items, found.next)


@get("/search/topics", tags=["search"])
async def topics(request: Asked, words: Words, limit: Limit = PAGE, cursor: CursorText = None) -> Page[TopicView]:
    """Topics whose name begins so."""
    asked = context(request)
    place = decode_cursor(cursor, Cursor)
    found = await searching.topics_named(asked.db.read_slow, asked.viewer, words, place, limit)
    return page(found.items, found.next)


@get("/search/suggestions", tags=["search"])
async def suggestions(request: Asked, words: Words) -> SuggestionsView:
    """Topics and people for a search that is being typed."""
    asked = context(request)
    return await searching.suggestions(asked.db.read, asked.viewer, words)


handlers = [notes, people, topics, suggestions]
