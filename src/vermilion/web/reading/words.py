"""/notes/{id}/translation, /comments/{id}/translation, /people/{handle}/translation: POST asks, GET looks again.

Without scripts a POST waits a moment and leads back to the page, which shows what has come.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from litestar import get, post

from vermilion.cards import comments as comment_cards
from vermilion.cards import profiles, translating, whole_notes
from vermilion.cards.reading import Reading, Standing, reading_of
from vermilion.cards.translating import Thing
from vermilion.edge import Context, context
from vermilion.edge.frame import page, wanted
from vermilion.edge.translating import have_translated
from vermilion.infra import ids
from vermilion.infra.errors import NotFound, TooMany
from vermilion.web.common import Asked, InPath, Page, back, go, number, query
from vermilion.web.forms import form

# Seconds that an answer waits for an engine: a tap without scripts, one with them (which looks again), a look, a page.
PATIENT, BRIEF, LOOK, AT_ONCE = 5.0, 1.5, 0.5, 0.3
SHOWN = "shown"  # ?translation=shown: as asked for without scripts


def reading(asked: Context) -> Reading:
    """NotFound for those who want no translations: they are shown no way here."""
    found = reading_of(asked.viewer, asked.locale.tag)
    if found is None:
        raise NotFound
    return found


def progress(asked: Context, standing: Standing) -> str:
    """How far a translation is, in words; empty before it begins."""
    if not standing.total:
        return ""
    return asked.locale.gettext("Translating: {done} of {total} sentences").format(
        done=standing.done, total=standing.total
    )


@post("/notes/{note_id:str}/translation")
async def ask_for_note(request: Asked, note_id: InPath) -> Page:
    asked = context(request)
    thing = await translating.note(asked.db.read, asked.viewer, number(note_id))
    [standing] = await _asked(request, [thing])
    return await _note(request, number(note_id), standing) if wanted(request) else _shown(request, f"/notes/{note_id}")


@get("/notes/{note_id:str}/translation")
async def note_words(request: Asked, note_id: InPath) -> Page:
    asked = context(request)
    thing = await translating.note(asked.db.read, asked.viewer, number(note_id))
    if not wanted(request):
        return go(f"/notes/{note_id}?translation={SHOWN}")
    [standing] = await translating.arrived(asked.db, reading(asked), [thing], LOOK)
    return await _note(request, number(note_id), standing)


@post("/comments/{comment_id:str}/translation")
async def ask_for_comment(request: Asked, comment_id: InPath) -> Page:
    asked = context(request)
    things = await translating.thread(asked.db.read, asked.viewer, [number(comment_id)])
    await _asked(request, things)
    if wanted(request):
        return await _comments(request, [number(comment_id)])
    note_id = things[0][0].about.home if things else 0
    return _shown(request, f"/notes/{note_id}")


@get("/comments/{comment_id:str}/translation")
async def comment_words(request: Asked, comment_id: InPath) -> Page:
    asked = context(request)
    things = await translating.thread(asked.db.read, asked.viewer, [number(comment_id)])
    if not things:
        raise NotFound
    if not wanted(request):
        return go(f"/notes/{things[0][0].about.home}?translation={SHOWN}#comment-{comment_id}")
    await translating.arrived(asked.db, reading(asked), things, LOOK)
    return await _comments(request, [number(comment_id)])


@post("/notes/{note_id:str}/comments/translations")
async def ask_for_thread(request: Asked, note_id: InPath) -> Page:
    """All comments that the page names, in one request."""
    asked, given = context(request), await form(request)
    named = [found for text in given.texts("comment") if (found := ids.parse(text))]
    things = await translating.thread(asked.db.read, asked.viewer, named)
    things = [thing for thing in things if thing[0].about.home == number(note_id)]
    await _asked(request, things)
    if wanted(request) or "hx-request" in request.headers:
        return await _comments(request, [said.about.id for said, _ in things], beside=True)
    return _shown(request, f"/notes/{note_id}")


@post("/people/{handle:str}/translation")
async def ask_for_person(request: Asked, handle: InPath) -> Page:
    asked = context(request)
    await _asked(request, [await translating.person(asked.db.read, asked.viewer, handle)])
    return await _person(request, handle) if wanted(request) else _shown(request, f"/people/{handle}")


@get("/people/{handle:str}/translation")
async def person_words(request: Asked, handle: InPath) -> Page:
    asked = context(request)
    thing = await translating.person(asked.db.read, asked.viewer, handle)
    if not wanted(request):
        return go(f"/people/{handle}?translation={SHOWN}")
    await translating.arrived(asked.db, reading(asked), [thing], LOOK)
    return await _person(request, handle)


async def ask_ahead(asked: Context, note_id: int) -> None:
    """For somebody who has texts translated at once: a quick engine may answer before the page does."""
    thing = await translating.note(asked.db.read, asked.viewer, note_id)
    with contextlib.suppress(TooMany):
        await have_translated(asked, reading(asked), [thing], AT_ONCE)


async def _asked(request: Asked, things: Sequence[Thing]) -> list[Standing]:
    asked = context(request)
    return await have_translated(asked, reading(asked), things, BRIEF if wanted(request) else PATIENT)


def _shown(request: Asked, otherwise: str) -> Page:
    """Back to where the form stood, with the translations that have come in sight."""
    path = back(request, otherwise).partition("?")[0]
    return go(f"{path}?translation={SHOWN}")


async def _note(request: Asked, note_id: int, standing: Standing) -> Page:
    asked = context(request)
    note = await whole_notes.note(asked.db.read, asked.viewer, note_id, asked.locale.tag)
    kept = query(request, "kept", 1) == "1"
    return await page(request, "reading/note.html", note=note, kept=kept, progress=progress(asked, standing))


async def _comments(request: Asked, comment_ids: Sequence[int], *, beside: bool = False) -> Page:
    asked = context(request)
    views = await comment_cards.by_ids(asked.db.read, asked.viewer, comment_ids, asked.locale.tag)
    shown = [view for view in views.values() if not beside or view.translation_state != "own"]
    return await page(request, "reading/comments.html", comments=shown, beside=beside)


async def _person(request: Asked, handle: str) -> Page:
    asked = context(request)
    person = await profiles.account(asked.db.read, asked.viewer, handle)
    profile = await profiles.profile(asked.db.read, asked.viewer, person, asked.locale.tag)
    return await page(request, "reading/person.html", profile=profile)
