"""GET /v1/explore, /v1/following"""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from vermilion.api.common import PAGE, Asked, CursorText, Limit, page
from vermilion.cards import feeds
from vermilion.cards.views import CardView, Page
from vermilion.edge import context, decode_cursor
from vermilion.feeds import Place


@get("/explore", tags=["feeds"])
async def explore(
    request: Asked,
    limit: Limit = PAGE,
    channel: Annotated[str | None, QueryParameter(max_length=20, required=False, description="A category.")] = None,
    cursor: CursorText = None,
) -> Page[CardView]:
    """For you, or a category: notes ranked by what people did with them and freshness. While you page through, the
    order is frozen, so nothing comes twice."""
    asked = context(request)
    place = decode_cursor(cursor, Place)
    return page(*await feeds.explore(asked.db.read, asked.viewer, channel, place, limit))


@get("/following", tags=["feeds"])
async def following(request: Asked, limit: Limit = PAGE, cursor: CursorText = None) -> Page[CardView]:
    """Notes by the people you follow, newest first, every one of them."""
    asked = context(request)
    asked.require_account("read")
    before = decode_cursor(cursor, int)
    return page(*await feeds.following(asked.db.read, asked.viewer, before, limit))
