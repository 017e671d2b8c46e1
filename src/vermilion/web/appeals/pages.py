"""/appeals/new: asking for a second look at what was removed, or at one's suspension."""

from __future__ import annotations

from litestar import get, post

from vermilion import moderation
from vermilion.audience import Action, Permit
from vermilion.cards import permits
from vermilion.edge import Context
from vermilion.edge.frame import page, wanted
from vermilion.edge.problems import told
from vermilion.infra import clock
from vermilion.infra.db import Reader, Tx
from vermilion.infra.errors import Conflict
from vermilion.infra.subject import ACCOUNT, NOTE
from vermilion.web.common import Asked, Page, done, number, query, signed_in
from vermilion.web.forms import REFUSALS, form, wrong


@get("/appeals/new")
async def appeal_form(request: Asked) -> Page:
    kind, subject_id = query(request, "kind", 10), number(query(request, "id", 20))
    return await _form(request, kind, subject_id, {"details": ""}, {})


@post("/appeals/new")
async def appeal(request: Asked) -> Page:
    asked = signed_in(request)
    given = await form(request)
    kind, subject_id = given.text("kind"), number(given.text("id"))

    async def work(tx: Tx) -> None:
        await moderation.appeal(tx, await _permit(tx, asked, kind, subject_id), given.text("details"))

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        return await _form(request, kind, subject_id, given.values("details"), wrong(asked, problem))
    return await done(request, "appealed", _back(kind, subject_id))


async def _form(request: Asked, kind: str, subject_id: int, values: dict[str, str], errors: dict[str, str]) -> Page:
    """The question, or why it is none any more: asked already, over, back in its place."""
    asked = signed_in(request)
    permit, back = await _permit(asked.db.read, asked, kind, subject_id), _back(kind, subject_id)
    try:
        measure = await moderation.to_appeal(asked.db.read, permit)
    except Conflict as problem:
        if wanted(request):
            raise
        said = told(asked.locale.gettext, problem)
        return await page(request, "appeals/over.html", status=problem.status, text=said, back=back)
    return await page(
        request,
        "appeals/new.html",
        status=422 if errors else 200,
        kind=kind,
        subject_id=str(subject_id),
        back=back,
        reason=measure.reason,
        removed_at=clock.rfc3339(measure.created_at),
        until=clock.rfc3339(measure.open_until),
        ends_at=clock.rfc3339(measure.ends_at) if measure.ends_at else None,
        values=values,
        errors=errors,
    )


async def _permit(reader: Reader, asked: Context, kind: str, subject_id: int) -> Permit:
    return await permits.permit_of(reader, asked.viewer, kind, subject_id, Action.APPEAL)


def _back(kind: str, subject_id: int) -> str:
    """Where one reads what comes of it: a note says it itself, for all else the inbox does."""
    if kind == ACCOUNT:
        return "/settings/account"
    return f"/notes/{subject_id}" if kind == NOTE else "/inbox?tab=house"


handlers = [appeal_form, appeal]
