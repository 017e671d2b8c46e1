"""/reports/new: telling the moderators."""

from __future__ import annotations

from litestar import get, post

from vermilion import moderation
from vermilion.audience import Action, Permit
from vermilion.cards import people, permits
from vermilion.edge import Context, context
from vermilion.edge.frame import page
from vermilion.infra.db import Reader, Tx
from vermilion.web import choices
from vermilion.web.common import Asked, Page, done, number, query, signed_in
from vermilion.web.forms import REFUSALS, form, wrong


@get("/reports/new")
async def report_form(request: Asked) -> Page:
    kind, subject_id = query(request, "kind", 10), number(query(request, "id", 20))
    return await _form(request, kind, subject_id, {"reason": "", "details": ""}, {})


@post("/reports/new")
async def report(request: Asked) -> Page:
    asked = signed_in(request)
    given = await form(request)
    kind, subject_id = given.text("kind"), number(given.text("id"))
    back = await _back(asked, kind, subject_id)

    async def work(tx: Tx) -> None:
        permit = await _permit(tx, asked, kind, subject_id)
        await moderation.report(tx, permit, given.text("reason"), given.text("details"))

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        values = given.values("reason", "details")
        return await _form(request, kind, subject_id, values, wrong(asked, problem))
    return await done(request, "reported", back, stay=True)


async def _form(request: Asked, kind: str, subject_id: int, values: dict[str, str], errors: dict[str, str]) -> Page:
    asked = signed_in(request)
    await _permit(asked.db.read, asked, kind, subject_id)
    return await page(
        request,
        "reports/new.html",
        status=422 if errors else 200,
        kind=kind,
        subject_id=str(subject_id),
        back=await _back(asked, kind, subject_id),
        reasons=choices.reasons(context(request).locale),
        values=values,
        errors=errors,
    )


async def _permit(reader: Reader, asked: Context, kind: str, subject_id: int) -> Permit:
    return await permits.permit_of(reader, asked.viewer, kind, subject_id, Action.REPORT)


async def _back(asked: Context, kind: str, subject_id: int) -> str:
    """Where one was: the note, the note of the comment, the person."""
    if kind == "account":
        found = (await people.load(asked.db.read, [subject_id])).get(subject_id)
        return f"/people/{found.handle}" if found else "/"
    permit = await _permit(asked.db.read, asked, kind, subject_id)
    anchor = f"#comment-{subject_id}" if kind == "comment" else ""
    return f"/notes/{permit.subject.home}{anchor}"


handlers = [report_form, report]
