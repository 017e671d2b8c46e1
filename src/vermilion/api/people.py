"""/v1/people: profiles, what people made and like, follow, block and mute."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from litestar import delete, get, put
from litestar.params import QueryParameter

from vermilion import accounts, counters, relations
from vermilion.api.common import PAGE, Asked, CursorText, InPath, Limit, page
from vermilion.api.shapes import Mark
from vermilion.audience import Action
from vermilion.cards import collections as collection_cards
from vermilion.cards import feeds, people, permits, profiles
from vermilion.cards.views import CardView, CollectionView, Page, PersonView, ProfileView
from vermilion.edge import context, decode_cursor
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor

Verb = Callable[[Tx, int, int], Awaitable[bool]]
Prefix = Annotated[str, QueryParameter(max_length=30, description="How the handle begins.")]


@get("/people", tags=["people"])
async def listed(request: Asked, prefix: Prefix) -> Page[PersonView]:
    """People whose handle begins so, for @mentions; eight at most."""
    asked = context(request)
    found = await accounts.suggest(asked.db.read, prefix)
    return page(await people.visible(asked.db.read, asked.viewer, [person.id for person in found]), None)


@get("/people/{handle:str}", tags=["people"])
async def read(request: Asked, handle: InPath) -> ProfileView:
    """A person's profile."""
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    return await profiles.profile(asked.db.read, asked.viewer, person)


@get("/people/{handle:str}/notes", tags=["people"])
async def notes(request: Asked, handle: InPath, limit: Limit = PAGE, cursor: CursorText = None) -> Page[CardView]:
    """Someone's notes, newest first."""
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    return page(*await feeds.by_author(asked.db.read, asked.viewer, person.id, decode_cursor(cursor, int), limit))


@get("/people/{handle:str}/liked", tags=["people"])
async def liked(request: Asked, handle: InPath, limit: Limit = PAGE, cursor: CursorText = None) -> Page[CardView]:
    """What you have liked, latest first. What others like they keep to themselves."""
    asked = context(request)
    asked.require_account("read")
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    if person.id != asked.viewer.id:
        raise NotFound
    return page(*await feeds.liked(asked.db.read, asked.viewer, person.id, decode_cursor(cursor, Cursor), limit))


@get("/people/{handle:str}/collections", tags=["people"])
async def collections_of(request: Asked, handle: InPath) -> Page[CollectionView]:
    """Someone's collections: all of your own, public ones of others."""
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    return page(await collection_cards.of_owner(asked.db.read, asked.viewer, person.id), None)


@get("/people/{handle:str}/followers", tags=["people"])
async def followers(request: Asked, handle: InPath, limit: Limit = PAGE, cursor: CursorText = None) -> Page[PersonView]:
    """Who follows someone, latest first."""
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    found = await relations.followers_page(asked.db.read, person.id, decode_cursor(cursor, Cursor), limit)
    return page(await people.visible(asked.db.read, asked.viewer, found.items), found.next)


@get("/people/{handle:str}/following", tags=["people"])
async def following(request: Asked, handle: InPath, limit: Limit = PAGE, cursor: CursorText = None) -> Page[PersonView]:
    """Whom someone follows, latest first."""
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    found = await relations.following_page(asked.db.read, person.id, decode_cursor(cursor, Cursor), limit)
    return page(await people.visible(asked.db.read, asked.viewer, found.items), found.next)


@put("/people/{handle:str}/follow", tags=["people"])
async def follow(request: Asked, handle: InPath) -> Mark:
    """Follow someone."""
    asked = context(request)
    asked.require_account()
    person = await profiles.account(asked.db.read, asked.viewer, handle)

    async def work(tx: Tx) -> int:
        await relations.follow(tx, await permits.person_permit(tx, asked.viewer, person.id, Action.FOLLOW))
        return await counters.number(tx, "account", person.id, "followers")

    return Mark(True, await asked.db.write(work))


@delete("/people/{handle:str}/follow", tags=["people"], status_code=200)
async def unfollow(request: Asked, handle: InPath) -> Mark:
    """Follow someone no longer."""
    return await _relate(request, handle, relations.unfollow, on=False)


@put("/people/{handle:str}/block", tags=["people"])
async def block(request: Asked, handle: InPath) -> Mark:
    """Block someone: neither of you sees the other, follows end."""
    return await _relate(request, handle, relations.block, on=True)


@delete("/people/{handle:str}/block", tags=["people"], status_code=200)
async def unblock(request: Asked, handle: InPath) -> Mark:
    """End a block."""
    return await _relate(request, handle, relations.unblock, on=False)


@put("/people/{handle:str}/mute", tags=["people"])
async def mute(request: Asked, handle: InPath) -> Mark:
    """Leave someone's notes and comments out of what you read; they are not told."""
    return await _relate(request, handle, relations.mute, on=True)


@delete("/people/{handle:str}/mute", tags=["people"], status_code=200)
async def unmute(request: Asked, handle: InPath) -> Mark:
    """Hear someone again."""
    return await _relate(request, handle, relations.unmute, on=False)


async def _relate(request: Asked, handle: str, verb: Verb, *, on: bool) -> Mark:
    asked = context(request)
    account = asked.require_account()
    person = await profiles.account(asked.db.read, asked.viewer, handle)

    async def work(tx: Tx) -> int:
        await verb(tx, account.id, person.id)
        return await counters.number(tx, "account", person.id, "followers")

    return Mark(on, await asked.db.write(work))


handlers = [
    listed,
    read,
    notes,
    liked,
    collections_of,
    followers,
    following,
    follow,
    unfollow,
    block,
    unblock,
    mute,
    unmute,
]
