"""/v1/topics"""

from __future__ import annotations

from typing import Annotated

from litestar import delete, get, put
from litestar.params import QueryParameter

from vermilion import topics
from vermilion.api.common import PAGE, Asked, CursorText, InPath, Limit, page
from vermilion.api.shapes import Mark
from vermilion.cards import feeds
from vermilion.cards import topics as cards
from vermilion.cards.views import CardView, Page, TopicView
from vermilion.edge import context, decode_cursor
from vermilion.feeds import Place, channel_of_topic
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import BadRequest, NotFound
from vermilion.infra.paging import Cursor
from vermilion.topics import Topic

Prefix = Annotated[str, QueryParameter(max_length=60, description="How the name begins; empty: lively ones.")]
Sort = Annotated[str, QueryParameter(max_length=10, required=False, description="hot or new")]


@get("/topics", tags=["topics"])
async def listed(request: Asked, limit: Limit = PAGE, prefix: Prefix = "") -> Page[TopicView]:
    """Topics whose names begin so, lively ones first; without a prefix, linked topics are one."""
    asked = context(request)
    views = await cards.views(asked.db.read, asked.viewer, await topics.suggest(asked.db.read, prefix, limit))
    return page(views if prefix else cards.once(views), None)


@get("/topics/{name:str}", tags=["topics"])
async def read(request: Asked, name: InPath) -> TopicView:
    """A topic with its figures, and its names in other languages: linked topics count as one."""
    asked = context(request)
    return (await cards.views(asked.db.read, asked.viewer, [await named(asked.db.read, name)]))[0]


@get("/topics/{name:str}/notes", tags=["topics"])
async def notes(
    request: Asked, name: InPath, limit: Limit = PAGE, sort: Sort = "hot", cursor: CursorText = None
) -> Page[CardView]:
    """A topic's notes, hot or new."""
    asked = context(request)
    topic = await named(asked.db.read, name)
    if sort == "hot":
        place = decode_cursor(cursor, Place)
        return page(*await feeds.ranked(asked.db.read, asked.viewer, channel_of_topic(topic.id), place, limit))
    if sort == "new":
        at = decode_cursor(cursor, Cursor)
        return page(*await feeds.new_in_topic(asked.db.read, asked.viewer, topic.id, at, limit))
    raise BadRequest("bad_sort", "Notes of a topic are sorted by hot or new.", field="sort")


@put("/topics/{name:str}/follow", tags=["topics"])
async def follow(request: Asked, name: InPath) -> Mark:
    """Follow a topic; linked topics are followed as one."""
    return await _follow(request, name, on=True)


@delete("/topics/{name:str}/follow", tags=["topics"], status_code=200)
async def unfollow(request: Asked, name: InPath) -> Mark:
    """Follow a topic no longer, and none that it is linked with."""
    return await _follow(request, name, on=False)


async def named(reader: Reader, name: str) -> Topic:
    """The topic of this name however it is capitalised; NotFound else."""
    found = await topics.by_name(reader, name)
    if found is None:
        raise NotFound
    return found


async def _follow(request: Asked, name: str, *, on: bool) -> Mark:
    asked = context(request)
    account = asked.require_active()

    async def work(tx: Tx) -> Topic:
        topic = await named(tx, name)
        await (topics.follow if on else topics.unfollow)(tx, account.id, topic.id)
        return topic

    topic = await asked.db.write(work)
    return Mark(on, (await cards.views(asked.db.read, asked.viewer, [topic]))[0].followers)


handlers = [listed, read, notes, follow, unfollow]
