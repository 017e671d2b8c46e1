"""What the endpoints share: ids from addresses, pages, creating calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Request, Response
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, QueryParameter

from vermilion.cards.views import Page
from vermilion.edge import Answer, Context, context, encode_cursor, idempotent
from vermilion.edge.paging import MAX_PAGE, PAGE
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound

T = TypeVar("T")
Asked = Request[Any, Any, Any]
InPath = FromPath[str]
Limit = Annotated[int, QueryParameter(ge=1, le=MAX_PAGE, description="How many at most.")]
CursorText = Annotated[
    str | None, QueryParameter(max_length=400, description="`next` of the page before.", required=False)
]
JSON = "application/json"

__all__ = ["JSON", "PAGE", "Asked", "CursorText", "InPath", "Limit", "create", "created", "number", "page"]


def created(view: type[object], status: int = 201) -> dict[int, ResponseSpec]:
    """What a creating call answers with, for its description."""
    return {status: ResponseSpec(view, description="Made.", generate_examples=False)}


def number(text: str) -> int:
    """The id in an address; NotFound for what cannot be one."""
    found = ids.parse(text)
    if found is None:
        raise NotFound
    return found


def page(items: list[T], place: object | None) -> Page[T]:
    return Page(items=items, next=encode_cursor(place))


async def create(request: Asked, work: Callable[[Tx], Awaitable[object]], status: int = 201) -> Response[bytes]:
    """Run a creating call once for its Idempotency-Key; `work` returns what is answered."""
    asked: Context = context(request)

    async def once(tx: Tx) -> Answer:
        return Answer(status, msgspec.json.encode(await work(tx)))

    identity = b"\0".join([request.method.encode(), str(request.url.path).encode(), await request.body()])
    answer = await idempotent(asked, identity, once)
    return Response(answer.body, status_code=answer.status, media_type=JSON)
