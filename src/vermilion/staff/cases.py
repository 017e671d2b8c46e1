"""/desk: the queue; /desk/cases/{kind}/{id}: one case and what to do about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import get, post

from vermilion import moderation
from vermilion.audience import Permit
from vermilion.cards import desk
from vermilion.cards.reading import reading_of
from vermilion.edge import context
from vermilion.edge.frame import flash
from vermilion.edge.problems import told
from vermilion.edge.translating import have_translated
from vermilion.infra.db import Tx
from vermilion.infra.errors import Conflict, Forbidden, Invalid, NotFound
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE
from vermilion.moderation import LogEntry
from vermilion.staff.common import Asked, InPath, Page, desk_page, field, go, next_case, number

PATIENT = 5.0  # seconds that a moderator waits for an engine

Verb = Callable[[Tx, Permit, str], Awaitable[LogEntry]]
VERBS: dict[str, Verb] = {
    "remove": moderation.remove,
    "restore": moderation.restore,
    "keep": moderation.keep,
    "dismiss": moderation.dismiss,
}
CLOSING = frozenset({"keep", "dismiss"})  # which change nothing but the case
DONE = {"remove": "desk_removed", "restore": "desk_restored", "keep": "desk_kept", "dismiss": "desk_dismissed"}
DAYS = ("0", *map(str, moderation.SUSPENDED_FOR))
WRONG = (Invalid, Conflict, Forbidden)


@get("/")
async def queue(request: Asked) -> Page:
    return await desk_page(request, "desk/queue.html")


@get("/cases/{kind:str}/{identifier:str}")
async def read(request: Asked, kind: InPath, identifier: InPath) -> Page:
    return await show(request, kind, number(identifier))


@post("/cases/{kind:str}/{identifier:str}")
async def act(request: Asked, kind: InPath, identifier: InPath) -> Page:
    """Act, then on to the next case. A refusal shows the case again with what was typed."""
    asked = context(request)
    given = {name: await field(request, name) for name in ("action", "reason", "days")}
    action, reason = given["action"], given["reason"]
    verb = VERBS.get(action)

    async def work(tx: Tx) -> None:
        if verb is None:
            raise Invalid("desk_action", "Choose what to do.", field="action")
        allowed = await desk.permit(tx, asked.viewer, kind, number(identifier), closing=action in CLOSING)
        if action == "remove" and kind == ACCOUNT:
            await moderation.remove(tx, allowed, reason, _days(given["days"]))
        else:
            await verb(tx, allowed, reason)

    try:
        await asked.db.write(work)
    except WRONG as problem:
        errors = {problem.field or "": told(asked.locale.gettext, problem)}
        return await show(request, kind, number(identifier), given, errors)
    flash(asked, DONE[action])
    return go(await next_case(asked, kind, number(identifier)))


@post("/cases/{kind:str}/{identifier:str}/translation")
async def translate(request: Asked, kind: InPath, identifier: InPath) -> Page:
    """What its reports and its appeal say, put into the moderator's language; waits a moment for it."""
    asked = context(request)
    reading = reading_of(asked.viewer, asked.locale.tag)
    if reading is None:
        raise NotFound
    things = await desk.told_by_members(asked.db.read_slow, kind, number(identifier))
    await have_translated(asked, reading, things, PATIENT)
    return go(f"/desk/cases/{kind}/{number(identifier)}")


@get("/notes/{identifier:str}")
async def note(identifier: InPath) -> Page:
    """As menus of notes name it."""
    return go(f"/desk/cases/{NOTE}/{number(identifier)}")


@get("/comments/{identifier:str}")
async def comment(identifier: InPath) -> Page:
    return go(f"/desk/cases/{COMMENT}/{number(identifier)}")


def _days(chosen: str) -> int:
    """0 for a suspension that does not end by itself."""
    if chosen not in DAYS:
        raise Invalid("days", "Choose for how long.", field="days")
    return int(chosen)


async def show(
    request: Asked,
    kind: str,
    identifier: int,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> Page:
    asked = context(request)
    case = await desk.case(asked.db.read_slow, asked.viewer, kind, identifier, asked.locale.tag)
    return await desk_page(
        request,
        "desk/case.html",
        status=422 if errors else 200,
        case=case,
        values=values or {"action": "", "reason": ""},
        errors=errors or {},
        roles=asked.viewer.role == "owner",
    )


handlers = [queue, read, act, translate, note, comment]
