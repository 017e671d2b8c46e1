"""/v1/…/translations/{language}: notes, comments and bios in another language, asked for and looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import msgspec
from litestar import Response, get, put
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody
from msgspec import Meta

from vermilion.api.common import JSON, Asked, InPath, number, page
from vermilion.api.shapes import Id, Input
from vermilion.audience import Action, Viewer
from vermilion.cards import comments as comment_cards
from vermilion.cards import permits, profiles, translating, whole_notes
from vermilion.cards.reading import CLOSED, OFFERED, OWN, POOR, READY, UNAVAILABLE, WAITING, Reading, Standing
from vermilion.cards.translating import MOST_COMMENTS, Thing
from vermilion.cards.views import CommentView, NoteView, Page, ProfileView, TranslationView
from vermilion.edge import Context, context
from vermilion.edge.languages import known_language
from vermilion.edge.translating import have_translated
from vermilion.infra.db import Reader
from vermilion.infra.errors import Conflict, Forbidden, NotFound, Problem
from vermilion.infra.locales import N_

PATIENCE = 5.0  # seconds that an answer waits for an engine
REFUSED = {
    OWN: N_("This is in that language already."),
    POOR: N_("This could not be translated well enough to show it."),
    UNAVAILABLE: N_("Nobody here translates between these languages at present."),
}

Find = Callable[[Reader, Viewer], Awaitable[Thing]]
Show = Callable[[Reader, Viewer], Awaitable[NoteView | CommentView | ProfileView]]


class PendingView(msgspec.Struct, frozen=True):
    """A translation that is under way: `done` of `total` sentences, both 0 before it begins. Look again in a second."""

    state: str
    done: int
    total: int


class CommentTranslationView(msgspec.Struct, frozen=True):
    """How a comment stands in a language: `state` as `translation_state` of a comment, `translation` once it is
    `ready`, and `done` of `total` sentences while it is `waiting`."""

    id: str
    state: str
    done: int
    total: int
    translation: TranslationView | None


class ThreadInput(Input, frozen=True, kw_only=True):
    """Comments under the note, replies among them; 100 at most."""

    ids: Annotated[list[Id], Meta(max_length=MOST_COMMENTS, examples=[["7116223340544000"]])]


ANSWERS = {
    200: ResponseSpec(TranslationView, description="The translation.", generate_examples=False),
    202: ResponseSpec(PendingView, description="It is under way.", generate_examples=False),
}


@put("/notes/{note_id:str}/translations/{language:str}", tags=["translations"], responses=ANSWERS)
async def ask_for_note(request: Asked, note_id: InPath, language: InPath) -> Response[Any]:
    """Have a note translated: title, text and alternative texts. Waits five seconds at most."""
    return await _answer(request, language, *_of_note(note_id), ask=True)


@get("/notes/{note_id:str}/translations/{language:str}", tags=["translations"], responses=ANSWERS)
async def look_at_note(request: Asked, note_id: InPath, language: InPath) -> Response[Any]:
    """A note's translation as it stands, without asking for it."""
    return await _answer(request, language, *_of_note(note_id), ask=False)


@put("/comments/{comment_id:str}/translations/{language:str}", tags=["translations"], responses=ANSWERS)
async def ask_for_comment(request: Asked, comment_id: InPath, language: InPath) -> Response[Any]:
    """Have a comment translated. Waits five seconds at most."""
    return await _answer(request, language, *_of_comment(comment_id), ask=True)


@get("/comments/{comment_id:str}/translations/{language:str}", tags=["translations"], responses=ANSWERS)
async def look_at_comment(request: Asked, comment_id: InPath, language: InPath) -> Response[Any]:
    """A comment's translation as it stands, without asking for it."""
    return await _answer(request, language, *_of_comment(comment_id), ask=False)


@put("/people/{handle:str}/translations/{language:str}", tags=["translations"], responses=ANSWERS)
async def ask_for_person(request: Asked, handle: InPath, language: InPath) -> Response[Any]:
    """Have what somebody says of themself translated. Waits five seconds at most."""
    return await _answer(request, language, *_of_person(handle), ask=True)


@get("/people/{handle:str}/translations/{language:str}", tags=["translations"], responses=ANSWERS)
async def look_at_person(request: Asked, handle: InPath, language: InPath) -> Response[Any]:
    """The translation of a bio as it stands, without asking for it."""
    return await _answer(request, language, *_of_person(handle), ask=False)


@put("/notes/{note_id:str}/comments/translations/{language:str}", tags=["translations"])
async def ask_for_thread(
    request: Asked, note_id: InPath, language: InPath, data: JSONBody[ThreadInput]
) -> Page[CommentTranslationView]:
    """Have many comments of a note translated in one request. Those that you may not see are left out."""
    asked, home = context(request), number(note_id)
    viewer, reading = in_language(asked, language)
    await permits.note_permit(asked.db.read, viewer, home, Action.SEE)
    found = await translating.thread(asked.db.read, viewer, [number(text) for text in data.ids])
    things = [thing for thing in found if thing[0].about.home == home]
    standing = await have_translated(asked, reading, things, PATIENCE)
    said = {thing[0].about.id: now for thing, now in zip(things, standing, strict=True)}
    views = await comment_cards.by_ids(asked.db.read, viewer, list(said))
    return page([_under(said[i], view) for i, view in views.items()], None)


def _of_note(note_id: str) -> tuple[Find, Show]:
    identifier = number(note_id)

    async def find(db: Reader, viewer: Viewer) -> Thing:
        return await translating.note(db, viewer, identifier)

    async def show(db: Reader, viewer: Viewer) -> NoteView:
        return await whole_notes.note(db, viewer, identifier)

    return find, show


def _of_comment(comment_id: str) -> tuple[Find, Show]:
    identifier = number(comment_id)

    async def find(db: Reader, viewer: Viewer) -> Thing:
        found = await translating.thread(db, viewer, [identifier])
        if not found or not await comment_cards.by_ids(db, viewer, [identifier]):
            raise NotFound
        return found[0]

    async def show(db: Reader, viewer: Viewer) -> CommentView:
        found = await comment_cards.by_ids(db, viewer, [identifier])
        if identifier not in found:  # deleted while it was waited for
            raise NotFound
        return found[identifier]

    return find, show


def _of_person(handle: str) -> tuple[Find, Show]:
    async def find(db: Reader, viewer: Viewer) -> Thing:
        return await translating.person(db, viewer, handle)

    async def show(db: Reader, viewer: Viewer) -> ProfileView:
        return await profiles.profile(db, viewer, await profiles.account(db, viewer, handle))

    return find, show


async def _answer(request: Asked, language: str, find: Find, show: Show, *, ask: bool) -> Response[Any]:
    asked = context(request)
    viewer, reading = in_language(asked, language)
    thing = await find(asked.db.read, viewer)
    if ask:
        [standing] = await have_translated(asked, reading, [thing], PATIENCE)
    else:
        [standing] = await translating.standing(asked.db.read, reading, [thing])
    if standing.state == READY and (view := (await show(asked.db.read, viewer)).translation) is not None:
        return Response(msgspec.json.encode(view), status_code=200, media_type=JSON)
    if (refusal := _refusal(standing, asked_for=ask)) is not None:
        raise refusal
    pending = PendingView(WAITING, standing.done, standing.total)
    return Response(msgspec.json.encode(pending), status_code=202, media_type=JSON, headers={"Retry-After": "1"})


def in_language(asked: Context, language: str) -> tuple[Viewer, Reading]:
    """Whoever asks, as one who reads this language alone. Invalid for what is no language."""
    if asked.by_token:
        asked.require_account("read")
    target = known_language(language, "language")
    viewer = msgspec.structs.replace(asked.viewer, languages=(target,), translate_into=target, own_translated=True)
    return viewer, Reading(target, (target,))


def _refusal(standing: Standing, *, asked_for: bool) -> Problem | None:
    """What is told instead of a translation; None while one is under way."""
    if standing.state == OFFERED and not asked_for:
        return NotFound("not_translated", "Nobody has asked for this translation yet.")
    if standing.state == CLOSED:
        return Forbidden("translation_closed", "The author does not want this to be translated.")
    if standing.state in REFUSED:
        return Conflict(f"translation_{standing.state}", REFUSED[standing.state])
    return None


def _under(standing: Standing, view: CommentView) -> CommentTranslationView:
    state = WAITING if standing.state == OFFERED else standing.state
    shown = view.translation if state == READY else None
    return CommentTranslationView(view.id, state, standing.done, standing.total, shown)


handlers = [
    ask_for_note,
    look_at_note,
    ask_for_comment,
    look_at_comment,
    ask_for_person,
    look_at_person,
    ask_for_thread,
]
