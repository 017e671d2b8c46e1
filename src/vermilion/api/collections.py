"""/v1/collections"""

from __future__ import annotations

from typing import Any

from litestar import Response, delete, get, post, put
from litestar.params import JSONBody

from vermilion import collections
from vermilion.api.common import PAGE, Asked, CursorText, InPath, Limit, create, created, number, page
from vermilion.api.shapes import CollectionInput, Mark
from vermilion.audience import Action
from vermilion.cards import collections as cards
from vermilion.cards import feeds, permits
from vermilion.cards.views import CardView, CollectionView, Page
from vermilion.edge import context, decode_cursor
from vermilion.infra.db import Tx
from vermilion.infra.paging import Cursor

STORED = {"public": "everyone", "private": "self"}


@post("/collections", tags=["collections"], responses=created(CollectionView))
async def make(request: Asked, data: JSONBody[CollectionInput]) -> Response[Any]:
    """Make an empty collection."""
    asked = context(request)
    account = asked.require_active()

    async def work(tx: Tx) -> CollectionView:
        made = await collections.create(tx, account.id, data.name, stored(data.visibility))
        return (await cards.views(tx, asked.viewer, [made]))[0]

    return await create(request, work)


@get("/collections/{collection_id:str}", tags=["collections"])
async def read(request: Asked, collection_id: InPath) -> CollectionView:
    """A collection that you may see."""
    asked = context(request)
    return await cards.one(asked.db.read, asked.viewer, number(collection_id))


@get("/collections/{collection_id:str}/notes", tags=["collections"])
async def notes(
    request: Asked, collection_id: InPath, limit: Limit = PAGE, cursor: CursorText = None
) -> Page[CardView]:
    """What it holds, latest saved first."""
    asked = context(request)
    identifier = number(collection_id)
    await cards.permit(asked.db.read, asked.viewer, identifier, Action.SEE)
    place = decode_cursor(cursor, Cursor)
    return page(*await feeds.in_collection(asked.db.read, asked.viewer, identifier, place, limit))


@put("/collections/{collection_id:str}", tags=["collections"])
async def edit(request: Asked, collection_id: InPath, data: JSONBody[CollectionInput]) -> CollectionView:
    """Rename it, show it or hide it."""
    asked = context(request)
    asked.require_account()
    identifier = number(collection_id)

    async def work(tx: Tx) -> None:
        permit = await cards.permit(tx, asked.viewer, identifier, Action.EDIT)
        await collections.edit(tx, permit, data.name, stored(data.visibility))

    await asked.db.write(work)
    return await cards.one(asked.db.read, asked.viewer, identifier)


@delete("/collections/{collection_id:str}", tags=["collections"])
async def remove(request: Asked, collection_id: InPath) -> None:
    """Delete it; what was saved only there moves to the default one."""
    asked = context(request)
    asked.require_account()

    async def work(tx: Tx) -> None:
        permit = await cards.permit(tx, asked.viewer, number(collection_id), Action.DELETE)
        await collections.delete(tx, permit)

    await asked.db.write(work)


@put("/collections/{collection_id:str}/notes/{note_id:str}", tags=["collections"], status_code=204)
async def save(request: Asked, collection_id: InPath, note_id: InPath) -> None:
    """Save a note into this collection of yours."""
    asked = context(request)
    asked.require_account()

    async def work(tx: Tx) -> None:
        permit = await permits.note_permit(tx, asked.viewer, number(note_id), Action.COLLECT)
        await collections.save(tx, permit, number(collection_id))

    await asked.db.write(work)


@delete("/collections/{collection_id:str}/notes/{note_id:str}", tags=["collections"])
async def drop(request: Asked, collection_id: InPath, note_id: InPath) -> None:
    """Take a note out of this collection of yours."""
    asked = context(request)
    asked.require_account()

    async def work(tx: Tx) -> None:
        permit = await permits.note_permit(tx, asked.viewer, number(note_id), Action.COLLECT)
        await collections.remove(tx, permit, number(collection_id))

    await asked.db.write(work)


@put("/collections/{collection_id:str}/follow", tags=["collections"])
async def follow(request: Asked, collection_id: InPath) -> Mark:
    """Follow somebody's public collection."""
    asked = context(request)
    asked.require_account()
    identifier = number(collection_id)

    async def work(tx: Tx) -> None:
        await collections.follow(tx, await cards.permit(tx, asked.viewer, identifier, Action.FOLLOW))

    await asked.db.write(work)
    return Mark(True, (await cards.one(asked.db.read, asked.viewer, identifier)).followers)


@delete("/collections/{collection_id:str}/follow", tags=["collections"])
async def unfollow(request: Asked, collection_id: InPath) -> None:
    """Follow it no longer."""
    asked = context(request)
    account = asked.require_account()
    await asked.db.write(lambda tx: collections.unfollow(tx, account.id, number(collection_id)))


def stored(visibility: str) -> str:
    """public and private, as members know them; anything else is refused by the room."""
    return STORED.get(visibility, "")


handlers = [make, read, notes, edit, remove, save, drop, follow, unfollow]
