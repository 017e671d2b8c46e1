"""A whole note, as its page and programs show it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from vermilion import audience, counters, moderation, notes, relations, topics
from vermilion.accounts import Account
from vermilion.audience import Action, Terms, Viewer, decide
from vermilion.cards import appeals, contributed, marks, meanings, people, permits, pictures, stills, texts, translating
from vermilion.cards import topics as topic_cards
from vermilion.cards.reading import CLOSED, OWN, Reading, reading_of
from vermilion.cards.translatable import of_note
from vermilion.cards.views import NoteView, TranslationView
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.infra.errors import NotFound
from vermilion.infra.subject import NOTE
from vermilion.notes import Note, NoteVersion

ASKED = (
    Action.EDIT,
    Action.DELETE,
    Action.LIKE,
    Action.COLLECT,
    Action.COMMENT,
    Action.SHARE,
    Action.REPORT,
    Action.MODERATE,
)


async def note(reader: Reader, viewer: Viewer, note_id: int, locale: str = "") -> NoteView:
    """The note, if the viewer may see it. Raises NotFound else. A page gives its `locale`, so that a translation may
    be offered to those who do not have texts translated at once."""
    found = (await stills.load(reader, [note_id])).get(note_id)
    author = (await people.load(reader, [found.author_id])).get(found.author_id) if found else None
    if found is None or author is None:
        raise NotFound
    terms = notes.terms_of(found, author.state)
    follows = author.id in await relations.following_among(reader, viewer.id, [author.id])
    audience.permit(viewer, Action.SEE, terms, follows_author=follows)
    return await _view(reader, viewer, found, author, terms, follows, reading_of(viewer, locale), locale)


async def versions(reader: Reader, viewer: Viewer, note_id: int) -> list[NoteVersion]:
    """What a note said before its edits, as far as the viewer could have read it then. NotFound like the note."""
    could_read = await readable_then(reader, viewer, note_id)
    return [version for version in await notes.versions_of(reader, note_id) if could_read(version.visibility)]


async def readable_then(reader: Reader, viewer: Viewer, note_id: int) -> Callable[[str], bool]:
    """Whether the viewer could read a note, and what is under it, while it had some visibility. NotFound like the
    note."""
    terms = (await permits.note_permit(reader, viewer, note_id, Action.SEE)).terms
    follows = terms.author_id in await relations.following_among(reader, viewer.id, [terms.author_id])

    def could_read(visibility: str) -> bool:
        then = msgspec.structs.replace(terms, visibility=visibility)
        return decide(viewer, Action.SEE, then, follows_author=follows).allowed

    return could_read


async def _view(
    reader: Reader,
    viewer: Viewer,
    note: Note,
    author: Account,
    terms: Terms,
    follows: bool,
    reading: Reading | None,
    locale: str,
) -> NoteView:
    loaded = await pictures.load(
        reader, [item.media_id for item in note.media] + ([note.cover_id] if note.cover_id else [])
    )
    standing = (await topics.of_notes(reader, [note.id])).get(note.id, [])
    by_id = await topics.by_ids(reader, standing)
    listed = [by_id[i] for i in standing if i in by_id]
    counts = (await counters.load(reader, "note", [note.id]))[note.id]
    liked, collected = await marks.among(reader, viewer, frozenset({note.id}))
    known = await texts.known_handles(reader, [note.text])
    named = await people.views(reader, [author])
    shown = [pictures.picture(loaded, item.media_id, item.alt) for item in note.media] if note.kind != "video" else []
    first = note.media[0] if note.media else None
    cover_id = note.cover_id or (first.media_id if first else None)
    state, translated = await _translated(reader, viewer, note, author, reading, known)
    standing_in = await topic_cards.views(reader, viewer, listed, locale)
    if reading and state not in {OWN, CLOSED}:
        standing_in = await meanings.added(reader, standing_in, reading)
    removed = (await moderation.measures(reader, NOTE, [note.id])).get(note.id) if note.state == "removed" else None
    return NoteView(
        id=str(note.id),
        url=f"/notes/{note.id}",
        kind=note.kind,
        title=note.title,
        text=note.text,
        paragraphs=texts.paragraphs(note.text, known),
        language=note.language,
        category=note.category,
        visibility=note.visibility,
        state=note.state,
        region=note.region,
        pictures=[picture for picture in shown if picture],
        video=pictures.video(loaded, first.media_id, note.cover_id, first.alt)
        if first and note.kind == "video"
        else None,
        cover=pictures.picture(loaded, cover_id, first.alt if first else "") if cover_id else None,
        topics=standing_in,
        author=named[author.id],
        author_followed=follows,
        numbers=stills.numbers(counts),
        liked=note.id in liked,
        collected=note.id in collected,
        created_at=clock.rfc3339(note.created_at),
        edited_at=clock.rfc3339(note.edited_at) if note.edited_at else None,
        version=note.version,
        wants_correction=note.wants_correction,
        removed_because=removed.reason if removed else None,
        may=may(viewer, terms, follows)
        + _follow(viewer, author)
        + contributed.invited(viewer, terms, translatable=author.translatable, wants_correction=note.wants_correction),
        translation=translated,
        translation_state=state,
        appeal=appeals.view(removed) if removed and viewer.id == author.id else None,
    )


async def _translated(
    reader: Reader, viewer: Viewer, note: Note, author: Account, reading: Reading | None, known: set[str]
) -> tuple[str, TranslationView | None]:
    if reading is None or viewer.leaves_alone(author.id):
        return OWN, None
    [standing] = await translating.standing(reader, reading, [(of_note(note), author.translatable)])
    named = await translating.named(reader, viewer, [standing])
    alts = [item.alt for item in note.media]
    view = translating.view(standing, reading, named, known, title=note.title, text=note.text, alts=alts)
    return standing.state, view


def may(viewer: Viewer, terms: Terms, follows_author: bool) -> list[str]:
    """What the viewer may do with a thing on these terms."""
    return [action for action in ASKED if decide(viewer, action, terms, follows_author=follows_author).allowed]


def _follow(viewer: Viewer, author: Account) -> list[str]:
    return ["follow"] if decide(viewer, Action.FOLLOW, people.terms_of(author)).allowed else []
