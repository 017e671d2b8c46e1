"""/desk/people: anybody by handle, whatever state they are in; the owner gives and takes roles there."""

from __future__ import annotations

from litestar import get, post

from vermilion import accounts, moderation
from vermilion.accounts import Account
from vermilion.cards import desk
from vermilion.edge import context
from vermilion.edge.frame import flash
from vermilion.edge.problems import told
from vermilion.infra.db import Tx
from vermilion.infra.errors import NotFound
from vermilion.infra.subject import ACCOUNT
from vermilion.staff.cases import WRONG, show
from vermilion.staff.common import Asked, InPath, Page, desk_page, field, go


@get("/people")
async def look_up(request: Asked) -> Page:
    asked = context(request)
    handle = str(request.query_params.get("handle", ""))[:60].strip().removeprefix("@")
    found = await accounts.by_handle(asked.db.read_slow, handle) if handle else None
    if found and found.state != "closed":
        return go(f"/desk/cases/{ACCOUNT}/{found.id}")
    return await desk_page(request, "desk/people.html", status=404 if handle else 200, handle=handle)


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
