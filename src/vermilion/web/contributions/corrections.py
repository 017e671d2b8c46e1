"""/notes/{id}/corrections and /comments/{id}/corrections: red ink for a text whose author asked for it.

Its author finds all of it there; everybody else a form.
"""

from __future__ import annotations

from litestar import get, post

from vermilion import contributions, translation
from vermilion.audience import Action
from vermilion.cards import corrections as cards
from vermilion.cards import permits
from vermilion.contributions import MAX_REMARK, OFFERED, NewCorrection
from vermilion.edge.frame import page
from vermilion.infra import ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Problem
from vermilion.infra.subject import COMMENT, NOTE
from vermilion.infra.text import cleaning
from vermilion.web.common import Asked, InPath, Page, done, number, signed_in
from vermilion.web.contributions.originals import original
from vermilion.web.forms import REFUSALS, form, wrong


@get("/notes/{note_id:str}/corrections")
async def of_note(request: Asked, note_id: InPath) -> Page:
    return await _form(request, NOTE, number(note_id))


@get("/comments/{comment_id:str}/corrections")
async def of_comment(request: Asked, comment_id: InPath) -> Page:
    return await _form(request, COMMENT, number(comment_id))


@post("/notes/{note_id:str}/corrections")
async def correct_note(request: Asked, note_id: InPath) -> Page:
    return await _correct(request, NOTE, number(note_id))


@post("/comments/{comment_id:str}/corrections")
async def correct_comment(request: Asked, comment_id: InPath) -> Page:
    return await _correct(request, COMMENT, number(comment_id))


async def _correct(request: Asked, kind: str, identifier: int) -> Page:
    asked, given = signed_in(request), await form(request)
    about = await original(asked, kind, identifier)
    version = ids.parse(given.text("version")) or 0
    is_right = bool(given.text("is_right"))
    words = {name: given.text(name) for name in ("title", "text", "remark")}
    typed = NewCorrection(**words, version=version, is_right=is_right)

    async def work(tx: Tx) -> None:
        permit = await permits.permit_of(tx, asked.viewer, kind, identifier, Action.CORRECT)
        await contributions.correct(tx, permit, typed)

    try:
        await asked.db.write(work)
    except REFUSALS as problem:
        return await _form(request, kind, identifier, typed, problem)
    return await done(request, "found_right" if is_right else "correction_offered", about.back)


async def _form(
    request: Asked, kind: str, identifier: int, typed: NewCorrection | None = None, problem: Problem | None = None
) -> Page:
    """Begins with the text as it stands, or with the reader's own correction that waits."""
    asked = signed_in(request)
    about = await original(asked, kind, identifier)
    found = await cards.of_text(asked.db.read, asked.viewer, kind, identifier)
    if about.author_id == asked.viewer.id:
        return await page(request, "contributions/received.html", original=about, corrections=found)
    own = next(
        (view for view in found if view.state == OFFERED and view.corrector.id == str(asked.viewer.id)), None
    )
    title, text, remark = (own.title, own.text, own.remark) if own else ("", about.text, "")
    begun = NewCorrection(title=title or about.title, text=text, remark=remark)
    return await page(
        request,
        "contributions/correct.html",
        status=422 if problem else 200,
        original=about,
        unread=about.language != "und" and not translation.reads(about.language, asked.viewer.languages),
        values=typed or begun,
        most_title=cleaning.MAX_TITLE,
        most_remark=MAX_REMARK,
        errors=wrong(asked, problem) if problem else {},
    )


handlers = [of_note, of_comment, correct_note, correct_comment]
