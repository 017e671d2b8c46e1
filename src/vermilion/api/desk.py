"""/v1/desk: the moderators' desk for programs, with a token of the scope `desk`; not there for anybody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from litestar import Response, Router, get, post, put
from litestar.params import JSONBody
from msgspec import Meta

from vermilion import moderation
from vermilion.api.common import PAGE, Asked, CursorText, InPath, Limit, create, created, number, page
from vermilion.api.shapes import Id, Input
from vermilion.api.translations import PATIENCE, in_language
from vermilion.audience import Permit
from vermilion.cards import desk, desk_translation
from vermilion.cards.desk_translation_views import TranslationDeskView
from vermilion.cards.desk_views import ActView, CaseView, QueuedView
from vermilion.cards.views import Page
from vermilion.edge import Context, context, decode_cursor
from vermilion.edge.guards import only_staff
from vermilion.edge.translating import have_translated
from vermilion.infra.db import Tx
from vermilion.infra.errors import Invalid
from vermilion.moderation import LogEntry

Verb = Callable[[Tx, Permit, str], Awaitable[LogEntry]]
VERBS: dict[str, Verb] = {
    "remove": moderation.remove,
    "restore": moderation.restore,
    "keep": moderation.keep,
    "dismiss": moderation.dismiss,
}
CLOSING = frozenset({"keep", "dismiss"})  # which change nothing but the case


class ActInput(Input, frozen=True, kw_only=True):
    """`remove` suspends a person, for so many `days` (1, 7 or 30) or, with 0, until it is taken back; `restore`
    reinstates one, `keep` answers an appeal by leaving it so, `dismiss` closes the open reports without a measure. The
    author of what is removed reads `reason`."""

    kind: Annotated[str, Meta(max_length=20, examples=["note"])]
    id: Id
    action: Annotated[str, Meta(max_length=20, examples=["remove"])]
    reason: Annotated[str, Meta(max_length=1200, examples=["Rule 5: this is an advertisement that does not say so."])]
    days: Annotated[int, Meta(ge=0, le=30, examples=[0])] = 0


@get("/cases", tags=["desk"])
async def cases(request: Asked, limit: Limit = PAGE, cursor: CursorText = None) -> Page[QueuedView]:
    """Open cases, the one reported or asked about last first."""
    asked = _staff(request)
    found = await desk.queue(asked.db.read_slow, asked.viewer, decode_cursor(cursor, int), limit)
    return page(found.items, found.next[0] if found.next else None)


@get("/cases/{kind:str}/{identifier:str}", tags=["desk"])
async def case(request: Asked, kind: InPath, identifier: InPath) -> CaseView:
    """One thing (a note, comment or account) with its open reports and what was done about it."""
    asked = _staff(request)
    return await desk.case(asked.db.read_slow, asked.viewer, kind, number(identifier))


@put("/cases/{kind:str}/{identifier:str}/translations/{language:str}", tags=["desk"])
async def translate(request: Asked, kind: InPath, identifier: InPath, language: InPath) -> CaseView:
    """Have what its reports and its appeal say translated. Waits five seconds at most; each `translation_state` tells
    what came of it."""
    asked = _staff(request)
    viewer, reading = in_language(asked, language)
    things = await desk.told_by_members(asked.db.read_slow, kind, number(identifier))
    await have_translated(asked, reading, things, PATIENCE)
    return await desk.case(asked.db.read_slow, viewer, kind, number(identifier))


@get("/acts", tags=["desk"])
async def acts(request: Asked, limit: Limit = PAGE, cursor: CursorText = None) -> Page[ActView]:
    """What staff did, latest first."""
    asked = _staff(request)
    found = await desk.log(asked.db.read_slow, decode_cursor(cursor, int), limit)
    return page(found.items, found.next[0] if found.next else None)


@post("/acts", tags=["desk"], responses=created(ActView))
async def act(request: Asked, data: JSONBody[ActInput]) -> Response[Any]:
    """Remove, restore, keep or dismiss; it is written into the log at once."""
    asked, verb = _staff(request), VERBS.get(data.action)
    if verb is None:
        raise Invalid("desk_action", "Choose what to do.", field="action")

    async def work(tx: Tx) -> ActView:
        closing = data.action in CLOSING
        permit = await desk.permit(tx, asked.viewer, data.kind, number(data.id), closing=closing)
        if data.action == "remove":
            entry = await moderation.remove(tx, permit, data.reason, data.days)
        else:
            entry = await verb(tx, permit, data.reason)
        return (await desk.acts(tx, [entry]))[0]

    return await create(request, work)


@get("/translation", tags=["desk"])
async def translation(request: Asked) -> TranslationDeskView:
    """Engines, what they did and cost in the last 30 days, what the memory knew, which pairs are asked for, and what
    waits."""
    asked = _staff(request)
    return await desk_translation.desk(asked.db.read_slow, asked.house.settings)


def _staff(request: Asked) -> Context:
    asked = context(request)
    asked.require_account("desk")
    return asked


router = Router(path="/desk", guards=[only_staff], route_handlers=[cases, case, translate, acts, act, translation])
