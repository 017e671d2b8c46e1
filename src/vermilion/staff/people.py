"""/desk/people: everybody, latest first, or by handle, part of a name, e-mail address and standing; the owner gives
and takes roles there."""

from __future__ import annotations

from urllib.parse import urlencode

from litestar import get, post

from vermilion import accounts, moderation
from vermilion.accounts import Account
from vermilion.cards import desk, people
from vermilion.edge import context, decode_cursor, encode_cursor
from vermilion.edge.frame import flash
from vermilion.edge.problems import told
from vermilion.infra import clock
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.paging import Cursor
from vermilion.infra.subject import ACCOUNT
from vermilion.staff.cases import WRONG, show
from vermilion.staff.common import Asked, InPath, Page, desk_page, field, go

LISTED = 50
STANDINGS = ("active", "suspended", "closing")
MOST_TYPED = 254  # an e-mail address


@get("/people")
async def look_up(request: Asked) -> Page:
    """Everybody, latest first. Whom a handle or an address names is shown at once, else those whose names hold what
    was typed; of one standing where that is chosen."""
    asked = context(request)
    typed = str(request.query_params.get("handle", ""))[:MOST_TYPED].strip()
    standing = str(request.query_params.get("standing", ""))
    states = [standing] if standing in STANDINGS else list(STANDINGS)
    exact = await accounts.by_handle(asked.db.read_slow, typed.removeprefix("@")) if typed else None
    if exact and exact.state in states:
        return go(f"/desk/cases/{ACCOUNT}/{exact.id}")
    cursor = decode_cursor(str(request.query_params.get("before", "")), Cursor)  # `cursor` is the queue's
    found = await accounts.find(asked.db.read_slow, typed, states, cursor, LISTED)
    if len(found.items) == 1 and "@" in typed[1:]:
        return go(f"/desk/cases/{ACCOUNT}/{found.items[0].id}")
    views = await people.views(asked.db.read_slow, found.items)
    asked_for = urlencode({"handle": typed, "standing": standing, "before": encode_cursor(found.next) or ""})
    return await desk_page(
        request,
        "desk/people.html",
        status=404 if typed and not found.items else 200,
        typed=typed,
        standing=standing if standing in STANDINGS else "",
        people=[(views[account.id], account.state, clock.rfc3339(account.created_at)) for account in found.items],
        following=f"/desk/people?{asked_for}" if found.next else None,
    )


@get("/people/{handle:str}")
async def person(request: Asked, handle: InPath) -> Page:
    """As menus of profiles name it."""
    return go(f"/desk/cases/{ACCOUNT}/{(await _named(request, handle)).id}")


@post("/people/{handle:str}/role")
async def set_role(request: Asked, handle: InPath) -> Page:
    asked, account = context(request), await _named(request, handle)
    role, reason = await field(request, "role"), await field(request, "role_reason")

    async def work(tx: Tx) -> None:
        permit = await desk.permit(tx, asked.viewer, ACCOUNT, account.id)
        await moderation.set_role(tx, permit, role, reason)

    try:
        await asked.db.write(work)
    except WRONG as problem:
        name = {"reason": "role_reason"}.get(problem.field or "", problem.field or "role")
        values = {"action": "", "reason": "", "role": role, "role_reason": reason}
        return await show(request, ACCOUNT, account.id, values, {name: told(asked.locale.gettext, problem)})
    flash(asked, "desk_role")
    return go(f"/desk/cases/{ACCOUNT}/{account.id}")


async def _named(request: Asked, handle: str) -> Account:
    found = await accounts.by_handle(context(request).db.read_slow, handle)
    if found is None:
        raise NotFound
    return found


handlers = [look_up, person, set_role]
