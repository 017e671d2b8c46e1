"""/collections: one's own, made and changed; anybody's public ones, read and followed."""

from __future__ import annotations

from litestar import get, post

from vermilion import collections
from vermilion.audience import Action
from vermilion.cards import collections as cards
from vermilion.cards import feeds
from vermilion.cards.views import CollectionView
from vermilion.cards.views import Page as PageView
from vermilion.edge import context, decode_cursor
from vermilion.edge.frame import page, wanted
from vermilion.infra.db import Tx
from vermilion.infra.paging import Cursor
from vermilion.web.common import PAGE, Asked, InPath, Page, done, following_page, number, query, signed_in, toggled
from vermilion.web.forms import REFUSALS, form, wrong


@get("/collections/{collection_id:str}")
async def read(request: Asked, collection_id: InPath) -> Page:
    asked = context(request)
    view = await cards.one(asked.db.read, asked.viewer, number(collection_id))
    cursor = decode_cursor(query(request, "cursor"), Cursor)
    found, rest = await feeds.in_collection(asked.db.read, asked.viewer, number(collection_id), cursor, PAGE)
    shown, following = PageView(items=found, next=None), following_page(view.url, rest)
    if wanted(request) == "more":
        return await page(request, "feeds/cards.html", notes=shown, next=following)
    nav = "me" if view.mine else ""
    return await page(request, "collections/page.html", nav=nav, collection=view, notes=shown, next=following)


@get("/collections/new")
async def new_form(request: Asked) -> Page:
    signed_in(request)
    return await _form(request, None, {"name": "", "visibility": "self"})


@post("/collections/new")
async def create(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_active(), await form(request)

    async def work(tx: Tx) -> int:
        made = await collections.create(tx, account.id, given.text("name"), given.text("visibility") or "self")
        return made.id

    try:
        collection_id = await asked.db.write(work)
    except REFUSALS as problem:
        return await _form(request, None, given.values("name", "visibility"), wrong(asked, problem))
    return await done(request, "saved", f"/collections/{collection_id}")


@get("/collections/{collection_id:str}/edit")
async def edit_form(request: Asked, collection_id: InPath) -> Page:
    asked = signed_in(request)
    await cards.permit(asked.db.read, asked.viewer, number(collection_id), Action.EDIT)
    view = await cards.one(asked.db.read, asked.viewer, number(collection_id))
    return await _form(request, view, {"name": view.name, "visibility": view.visibility})


@post("/collections/{collection_id:str}/edit")
async def edit(request: Asked, collection_id: InPath) -> Page:
    asked = signed_in(request)
    given = await form(request)

    async def work(tx: Tx) -> None:
        permit = await cards.permit(tx, asked.viewer, number(collection_id), Action.EDIT)
        await collections.edit(tx, permit, given.text("name"), given.text("visibility"))

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        view = await cards.one(asked.db.read, asked.viewer, number(collection_id))
        return await _form(request, view, given.values("name", "visibility"), wrong(asked, problem))
    return await done(request, "saved", f"/collections/{collection_id}")


@post("/collections/{collection_id:str}/delete")
async def delete(request: Asked, collection_id: InPath) -> Page:
    asked = signed_in(request)

    async def work(tx: Tx) -> None:
        await collections.delete(tx, await cards.permit(tx, asked.viewer, number(collection_id), Action.DELETE))

    await asked.db.write(work)
    return await done(request, "deleted", f"/people/{asked.require_account().handle}?tab=collections")


@post("/collections/{collection_id:str}/follow")
async def follow(request: Asked, collection_id: InPath) -> Page:
    asked = signed_in(request)
    on = (await form(request)).text("on") == "1"

    async def work(tx: Tx) -> None:
        if on:
            await collections.follow(tx, await cards.permit(tx, asked.viewer, number(collection_id), Action.FOLLOW))
        else:
            await collections.unfollow(tx, asked.viewer.id, number(collection_id))

    await asked.db.write(work)
    return toggled(request, f"/collections/{collection_id}")


async def _form(
    request: Asked, view: CollectionView | None, values: dict[str, str], errors: dict[str, str] | None = None
) -> Page:
    asked = context(request)
    kept = await collections.by_ids(asked.db.read, [int(view.id)]) if view else {}
    is_default = any(item.is_default for item in kept.values())
    return await page(
        request,
        "collections/edit.html",
        nav="me",
        status=422 if errors else 200,
        collection=view,
        values=values,
        errors=errors or {},
        is_default=is_default,
    )


handlers = [read, new_form, create, edit_form, edit, delete, follow]
