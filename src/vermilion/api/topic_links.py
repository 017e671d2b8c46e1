"""/v1/topics/{name}/links: which topics mean the same in different languages."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, delete, post, put
from litestar.params import JSONBody

from vermilion import contributions, topics
from vermilion.api.common import Asked, InPath, create, created
from vermilion.api.shapes import LinkInput
from vermilion.api.topics import named
from vermilion.cards import topics as cards
from vermilion.cards.views import TopicView
from vermilion.edge import context
from vermilion.infra.db import Tx
from vermilion.topics import Topic


class SuggestionView(msgspec.Struct, frozen=True):
    """Two topics that may mean the same; `new` is false where that was suggested or decided before."""

    name: str
    other: str
    new: bool


@post("/topics/{name:str}/links", tags=["topics"], responses=created(SuggestionView))
async def suggest(request: Asked, name: InPath, data: JSONBody[LinkInput]) -> Response[Any]:
    """Suggest that another topic means the same; moderators and trusted translators decide."""
    account = context(request).require_active()

    async def work(tx: Tx) -> SuggestionView:
        one, other = await named(tx, name), await named(tx, data.other)
        new = await topics.suggest_link(tx, account.id, one.id, other.id)
        return SuggestionView(one.name, other.name, new)

    return await create(request, work)


@put("/topics/{name:str}/links/{other:str}", tags=["topics"])
async def link(request: Asked, name: InPath, other: InPath) -> TopicView:
    """Let two topics be one under many names, with all that each is linked with; for moderators and those whose
    translations others took."""
    asked = context(request)
    account = asked.require_active()

    async def work(tx: Tx) -> Topic:
        one, another = await named(tx, name), await named(tx, other)
        if one == another or another.id not in await topics.linked(tx, [one.id]):
            trust = (await contributions.helped(tx, account.id)).translations
            await topics.link(tx, account, trust, one.id, another.id)
        return one

    topic = await asked.db.write(work)
    return (await cards.views(asked.db.read, asked.viewer, [topic]))[0]


@delete("/topics/{name:str}/links/{other:str}", tags=["topics"], status_code=200)
async def unlink(request: Asked, name: InPath, other: InPath) -> TopicView:
    """Take `other` out of the topics that are linked with this one; or, while that is only suggested, decline it."""
    asked = context(request)
    account = asked.require_active()

    async def work(tx: Tx) -> Topic:
        one, another = await named(tx, name), await named(tx, other)
        trust = (await contributions.helped(tx, account.id)).translations
        if one != another and another.id in await topics.linked(tx, [one.id]):
            await topics.unlink(tx, account, trust, another.id)
        else:
            await topics.decline_link(tx, account, trust, one.id, another.id)
        return one

    topic = await asked.db.write(work)
    return (await cards.views(asked.db.read, asked.viewer, [topic]))[0]


handlers = [suggest, link, unlink]
