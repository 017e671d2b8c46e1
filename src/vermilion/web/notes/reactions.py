"""Like, collect and choose a collection, by forms."""

from __future__ import annotations

from litestar import get, post

from vermilion import collections, reactions
from vermilion.audience import Action
from vermilion.cards import collections as collection_cards
from vermilion.cards import liking, permits, whole_notes
from vermilion.edge.frame import page
from vermilion.infra.db import Tx
from vermilion.web.common import Asked, InPath, Page, done, number, signed_in, toggled
from vermilion.web.forms import REFUSALS, form, wrong


@post("/notes/{note_id:str}/like")
async def like(request: Asked, note_id: InPath) -> Page:
    asked, identifier = signed_in(request), number(note_id)

    async def unlike(tx: Tx) -> None:
        await reactions.unlike(tx, await permits.note_permit(tx, asked.viewer, identifier, Action.LIKE))

    if (await form(request)).text("on") == "1":
        await asked.db.write_together(liking.like_notes, (asked.viewer, identifier))
    else:
        await asked.db.write(unlike)
    return toggled(request, f"/notes/{note_id}")


@post("/notes/{note_id:str}/collect")
async def collect(request: Asked, note_id: InPath) -> Page:
    """One tap: into the default collection, or out of all."""
    asked = signed_in(request)
    on = (await form(request)).text("on") == "1"

    async def work(tx: Tx) -> None:
        permit = await permits.note_permit(tx, asked.viewer, number(note_id), Action.COLLECT)
        await (collections.save(tx, permit) if on else collections.remove(tx, permit))

    await asked.db.write(work)
    return toggled(request, f"/notes/{note_id}")


@get("/notes/{note_id:str}/collections")
async def picker(request: Asked, note_id: InPath) -> Page:
    return await _picker(request, number(note_id), {"name": "", "visibility": "self"}, {})


@post("/notes/{note_id:str}/collections")
async def pick(request: Asked, note_id: InPath) -> Page:
    """Into one collection and out of the others; `collection` is an id, new or none."""
    asked = signed_in(request)
    account, given, identifier = asked.require_account(), await form(request), number(note_id)
    chosen = given.text("collection")

    async def work(tx: Tx) -> None:
        permit = await permits.note_permit(tx, asked.viewer, identifier, Action.COLLECT)
        held = await collections.holding(tx, account.id, identifier)
        if chosen == "none":
            await collections.remove(tx, permit)
            return
        if chosen == "new":
            made = await collections.create(tx, account.id, given.text("name"), given.text("visibility") or "self")
            into = made.id
        else:
            into = number(chosen)
        await collections.save(tx, permit, into)
        for other in held - {into}:
            await collections.remove(tx, permit, other)

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        return await _picker(request, identifier, given.values("name", "visibility"), wrong(asked, problem))
    if chosen == "none":
        return await done(request, "uncollected", f"/notes/{note_id}")
    return await done(request, "collected", f"/notes/{note_id}", stay=True)


async def _picker(request: Asked, note_id: int, values: dict[str, str], errors: dict[str, str]) -> Page:
    asked = signed_in(request)
    account = asked.require_account()
    note = await whole_notes.note(asked.db.read, asked.viewer, note_id)
    held = await collections.holding(asked.db.read, account.id, note_id)
    return await page(
        request,
        "collections/picker.html",
        status=422 if errors else 200,
        note=note,
        collections=await collection_cards.of_owner(asked.db.read, asked.viewer, account.id),
        chosen=[str(identifier) for identifier in held],
        values=values,
        errors=errors,
    )


handlers = [like, collect, picker, pick]
