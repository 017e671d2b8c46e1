"""GET /v1/explore, /v1/following"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from litestar import Response, get
from litestar.openapi.spec import Operation

from vermilion.api.common import JSON, PAGE, Asked, CursorText, Limit, page
from vermilion.cards import feeds
from vermilion.cards.views import CardView, Page
from vermilion.cards.writing import JSON as JSON_CARDS
from vermilion.edge import Context, context, decode_cursor, encode_cursor
from vermilion.edge.express import Answer
from vermilion.edge.paging import MAX_PAGE
from vermilion.feeds import Place
from vermilion.infra.errors import Invalid


@dataclass
class ExploreOperation(Operation):
    """Describes the parameters that `explore` reads by itself."""

    def __post_init__(self) -> None:
        self.parameters = [
            _parameter("channel", {"type": "string", "maxLength": 20}, "A category."),
            _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE}, "How many at most."),
            _parameter("cursor", {"type": "string", "maxLength": 400}, "`next` of the page before."),
        ]


@get("/explore", tags=["feeds"], operation_class=ExploreOperation)
async def explore(request: Asked) -> Page[CardView]:
    """For you, or a category: notes ranked by what people did with them and freshness. While you page through, the
    order is frozen, so nothing comes twice."""
    answer = await explore_at_once(context(request), request.scope)
    return Response(answer.body, media_type=JSON)  # type: ignore[return-value]  # the annotation is for the documentation


async def explore_at_once(asked: Context, scope: Any) -> Answer:
    """The hottest of all requests: views and their encoding would double its cost (docs/benchmarks.md)."""
    channel, place, limit = _given(scope["query_string"])
    items, after = await feeds.ranked_written(asked.db.read, asked.viewer, channel, place, limit, JSON_CARDS)
    return Answer(b'{"items":[%b],"next":%b}' % (items, _next(after)))


@lru_cache(4096)
def _given(query: bytes) -> tuple[int, Place | None, int]:
    """Channel, place and limit; the same few are asked for by everyone."""
    given = dict(parse_qsl(query.decode("latin-1")))
    place = decode_cursor(given.get("cursor"), Place)
    return feeds.channel_of(given.get("channel")), place, _limit(given.get("limit"))


@lru_cache(4096)
def _next(place: Place | None) -> bytes:
    return msgspec.json.encode(encode_cursor(place))


def _limit(text: str | None) -> int:
    if text is None:
        return PAGE
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= MAX_PAGE:
        raise Invalid("limit", "A page has 1 to 100 things.", field="limit")
    return int(text[:4])


def _parameter(name: str, schema: dict[str, Any], description: str) -> Any:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


@get("/following", tags=["feeds"])
async def following(request: Asked, limit: Limit = PAGE, cursor: CursorText = None) -> Page[CardView]:
    """Notes by the people you follow, newest first, every one of them."""
    asked = context(request)
    asked.require_account("read")
    before = decode_cursor(cursor, int)
    return page(*await feeds.following(asked.db.read, asked.viewer, before, limit))
