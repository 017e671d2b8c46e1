"""/publish and /notes/{id}/edit: one form; pictures are there already, or come with it where no script runs."""

from __future__ import annotations

from secrets import token_urlsafe

import msgspec
from litestar import get, post

from vermilion import media, notes
from vermilion.audience import Action
from vermilion.cards import permits, pictures, stills
from vermilion.cards.views import PictureView
from vermilion.edge import Context
from vermilion.edge.frame import flash, page
from vermilion.edge.idempotency import Answer, once
from vermilion.edge.languages import offered
from vermilion.infra import clock, ids
from vermilion.infra.db import Tx
from vermilion.infra.errors import Invalid
from vermilion.media import FAILURES, Media
from vermilion.notes import Attached, Draft, Publication
from vermilion.web import choices, uploading
from vermilion.web.common import Asked, InPath, Page, done, go, number, query, signed_in
from vermilion.web.forms import REFUSALS, Form, form, wrong


class Tile(msgspec.Struct, frozen=True):
    """An upload in the form; `error` in the reader's language."""

    id: str
    alt: str
    state: str
    picture: PictureView | None
    error: str


@get("/publish")
async def publish_form(request: Asked) -> Page:
    asked = signed_in(request)
    draft_id = ids.parse(query(request, "draft", 20))
    if draft_id:
        draft = await notes.draft_of(asked.db.read, asked.require_account().id, draft_id)
        return await _form(request, draft.content, draft_id=draft_id)
    topic = query(request, "topic", 60)
    begun = None if topic else next(iter(await notes.drafts(asked.db.read, asked.require_account().id)), None)
    return await _form(request, Publication(text=f"#{topic} " if topic else ""), begun=begun)


@post("/publish", request_max_body_size=uploading.LARGEST_NOTE_FORM)
async def publish(request: Asked) -> Page:
    asked = signed_in(request)
    account, given = asked.require_account(), await form(request)
    content = publication(given)
    draft_id = ids.parse(given.text("draft_id")) or 0

    async def make(tx: Tx) -> Answer:
        note = await notes.publish(tx, account, content)
        if draft_id:
            await notes.delete_draft(tx, account.id, draft_id)
        return Answer(201, str(note.id).encode())

    async def work(tx: Tx) -> int:
        # A double tap, or back and once more: the same form publishes one note.
        key = given.text("once")[:64]
        answer = await once(tx, account.id, f"form {key}", b"publish", make) if key else await make(tx)
        return int(answer.body)

    try:
        content = await _with_files(asked, given, content)
        if given.text("keep") == "draft":
            await keep_draft(asked, content, draft_id)
            flash(asked, "draft")
            return go("/drafts")
        note_id = await asked.db.write(work)
    except REFUSALS as problem:
        return await _form(request, content, draft_id=draft_id, errors=wrong(asked, problem))
    return await done(request, "published", f"/notes/{note_id}")


@get("/notes/{note_id:str}/edit")
async def edit_form(request: Asked, note_id: InPath) -> Page:
    asked = signed_in(request)
    identifier = number(note_id)
    await permits.note_permit(asked.db.read, asked.viewer, identifier, Action.EDIT)
    note = (await stills.load(asked.db.read, [identifier]))[identifier]
    content = Publication(
        title=note.title,
        text=note.text,
        category=note.category,
        visibility=note.visibility,
        language=note.language if note.language_source == "author" else None,
        media=list(note.media),
        cover_id=note.cover_id,
        wants_correction=note.wants_correction,
    )
    return await _form(request, content, note_id=note_id, version=note.version)


@post("/notes/{note_id:str}/edit", request_max_body_size=uploading.LARGEST_NOTE_FORM)
async def edit(request: Asked, note_id: InPath) -> Page:
    asked = signed_in(request)
    given = await form(request)
    content = publication(given)

    async def work(tx: Tx) -> None:
        permit = await permits.note_permit(tx, asked.viewer, number(note_id), Action.EDIT)
        await notes.edit(tx, permit, content, version)

    version = ids.parse(given.text("version")) or 0
    try:
        content = await _with_files(asked, given, content)
        await asked.db.write(work)
    except REFUSALS as problem:
        changed = problem.code == "note_changed"
        if changed:  # whoever saves once more has been told
            version = (await stills.load(asked.db.read, [number(note_id)]))[number(note_id)].version
        errors = wrong(asked, problem)
        return await _form(request, content, note_id=note_id, version=version, changed=changed, errors=errors)
    return await done(request, "saved", f"/notes/{note_id}")


def publication(given: Form) -> Publication:
    """What the form says; `media` and `alt` are lists of the same length and order."""
    dropped = set(given.texts("drop"))
    alts = given.texts("alt")
    attached = [
        Attached(media_id, alts[place] if place < len(alts) else "")
        for place, text in enumerate(given.texts("media"))
        if text not in dropped and (media_id := ids.parse(text))
    ]
    cover_id = ids.parse(given.text("cover_id"))
    return Publication(
        title=given.text("title"),
        text=given.text("text"),
        category=given.text("category") or "daily",
        visibility=given.text("visibility") or "everyone",
        language=given.text("language") or None,
        media=attached,
        cover_id=cover_id if cover_id in {item.media_id for item in attached} else None,
        wants_correction=given.text("wants_correction") == "1",
    )


async def keep_draft(asked: Context, content: Publication, draft_id: int) -> int:
    """Keep what is written and hold on to its uploads."""
    account = asked.require_account()

    async def work(tx: Tx) -> int:
        return (await notes.save_draft(tx, account.id, content, draft_id)).id

    return await asked.db.write(work)


async def _with_files(asked: Context, given: Form, content: Publication) -> Publication:
    """The same with the files that came along, ready to be used. Raises Invalid naming the first that is not."""
    files = given.files("files")
    if not files:
        return content
    if len(files) + len(content.media) > notes.MAX_PICTURES:
        raise Invalid("too_many_pictures", "A note has at most 18 pictures.", field="media")
    taken = [(await uploading.take(asked, file, "note")).id for file in files]
    sent = await uploading.settled(asked, taken)
    for item in sent:
        if item.state == "failed":
            raise Invalid("media.failed", FAILURES[item.error or "media.gave_up"], field="media")
    fresh = [Attached(item.id) for item in sent]
    return msgspec.structs.replace(content, media=[*content.media, *fresh])


async def _form(
    request: Asked,
    content: Publication,
    *,
    note_id: str = "",
    draft_id: int = 0,
    version: int = 0,
    changed: bool = False,
    errors: dict[str, str] | None = None,
    begun: Draft | None = None,
) -> Page:
    asked = signed_in(request)
    account = asked.require_account()
    values = {
        "draft_id": str(draft_id or ""),
        "version": str(version),
        "once": token_urlsafe(12),
        "cover_id": str(content.cover_id or ""),
        "title": content.title,
        "text": content.text,
        "category": content.category,
        "visibility": content.visibility,
        "language": content.language or "",
        "wants_correction": content.wants_correction,
    }
    return await page(
        request,
        "notes/form.html",
        nav="publish",
        status=422 if errors else 200,
        note_id=note_id,
        changed=changed,
        media=await _tiles(asked, content),
        values=values,
        errors=errors or {},
        begun=begun,
        begun_at=clock.rfc3339(begun.updated_at) if begun else "",
        max_pictures=notes.MAX_PICTURES,
        categories=choices.categories(asked.locale),
        languages=offered(account.languages),
    )


async def _tiles(asked: Context, content: Publication) -> list[Tile]:
    wanted = [item.media_id for item in content.media]
    found = await media.by_ids(asked.db.read, wanted)
    loaded = await pictures.load(asked.db.read, wanted)
    mine = asked.viewer.id
    return [
        _tile(asked, found[item.media_id], item.alt, pictures.picture(loaded, item.media_id))
        for item in content.media
        if item.media_id in found and found[item.media_id].owner_id == mine
    ]


def _tile(asked: Context, item: Media, alt: str, picture: PictureView | None) -> Tile:
    error = asked.locale.gettext(FAILURES[item.error]) if item.error else ""
    return Tile(str(item.id), alt, item.state, picture, error)


handlers = [publish_form, publish, edit_form, edit]
