"""Follow, block and mute, by forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import get, post

from vermilion import relations
from vermilion.audience import Action
from vermilion.cards import people, permits, profiles
from vermilion.edge.frame import page
from vermilion.infra.db import Tx
from vermilion.web.common import Asked, InPath, Page, done, inner, signed_in, toggled
from vermilion.web.forms import form

Verb = Callable[[Tx, int, int], Awaitable[bool]]


@post("/people/{handle:str}/follow")
async def follow(request: Asked, handle: InPath) -> Page:
    asked = signed_in(request)
    account = asked.require_account()
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    on = (await form(request)).text("on") == "1"

    async def work(tx: Tx) -> None:
        if on:
            await relations.follow(tx, await permits.person_permit(tx, asked.viewer, person.id, Action.FOLLOW))
        else:
            await relations.unfollow(tx, account.id, person.id)

    await asked.db.write(work)
    return toggled(request, f"/people/{person.handle}")


@get("/people/{handle:str}/block")
async def ask_to_block(request: Asked, handle: InPath) -> Page:
    asked = signed_in(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    view = (await people.views(asked.db.read, [person]))[person.id]
    return await page(request, "people/block.html", person=view)


@post("/people/{handle:str}/block")
async def block(request: Asked, handle: InPath) -> Page:
    return await _turn(request, handle, (relations.block, "blocked"), (relations.unblock, "unblocked"))


@post("/people/{handle:str}/mute")
async def mute(request: Asked, handle: InPath) -> Page:
    return await _turn(request, handle, (relations.mute, "muted"), (relations.unmute, "unmuted"))


async def _turn(request: Asked, handle: str, on: tuple[Verb, str], off: tuple[Verb, str]) -> Page:
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    verb, said = on if given.text("on") == "1" else off

    async def work(tx: Tx) -> None:
        await verb(tx, account.id, person.id)

    await asked.db.write(work)
    return await done(request, said, inner(given.text("next"), f"/people/{person.handle}"))


handlers = [follow, ask_to_block, block, mute]
