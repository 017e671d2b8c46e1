"""Notes as cards of a waterfall: ids -> load -> audience decision -> view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from vermilion import collections, counters, notes, reactions, relations
from vermilion.accounts import Account
from vermilion.audience import Action, Terms, Viewer, decide
from vermilion.cards import people, pictures
from vermilion.cards.caching import Versioned
from vermilion.cards.views import CardView, NumbersView, PersonView
from vermilion.counters import Counts
from vermilion.infra import clock
from vermilion.infra.db import Reader
from vermilion.notes import Note

CACHED = 20_000
EXCERPT = 140
_notes = Versioned[Note](notes.versions, notes.by_ids, lambda note: note.version, CACHED)


class Still(msgspec.Struct, frozen=True):
    """What does not move of a card between versions of note and author; the counts and the viewer's marks are
    slots."""

    note: Note
    author: Account
    terms: Terms
    card: CardView


_stills: dict[int, Still] = {}


async def load(reader: Reader, ids: Sequence[int]) -> dict[int, Note]:
    """Notes of any state."""
    return await _notes.get(reader, ids)


async def cards(
    reader: Reader, viewer: Viewer, ids: Sequence[int], *, without_muted: bool = False
) -> list[CardView]:
    """The cards of those notes that the viewer may see, in the order of `ids`; feeds leave muted people out."""
    stills = await _load_stills(reader, ids)
    followed = await followed_authors(reader, viewer, [still.terms for still in stills.values()])
    shown = [
        still
        for still in (stills[note_id] for note_id in ids if note_id in stills)
        if decide(viewer, Action.SEE, still.terms, follows_author=still.author.id in followed).allowed
        and not (without_muted and still.author.id in viewer.mutes)
    ]
    shown_ids = [still.note.id for still in shown]
    counts = await counters.load(reader, "note", shown_ids)
    liked, collected = await marks(reader, viewer, shown_ids)
    return [_filled(s.card, counts[s.note.id], s.note.id in liked, s.note.id in collected) for s in shown]


async def marks(reader: Reader, viewer: Viewer, ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """Which of the notes the viewer has liked and which collected."""
    if not viewer.signed_in or not ids:
        return set(), set()
    liked = await reactions.liked_among(reader, "note", ids, viewer.id)
    return liked, await collections.collected_among(reader, ids, viewer.id)


async def followed_authors(reader: Reader, viewer: Viewer, terms: Sequence[Terms]) -> set[int]:
    """Whom the viewer follows of the authors where it decides something: few notes are for followers alone."""
    asked = {item.author_id for item in terms if item.visibility == "followers"}
    return await relations.following_among(reader, viewer.id, list(asked)) if asked and viewer.signed_in else set()


def numbers(counts: Counts) -> NumbersView:
    return NumbersView(
        likes=counts.likes,
        collects=counts.collects,
        comments=counts.comments,
        shares=counts.shares,
        views=counts.views,
    )


async def _load_stills(reader: Reader, ids: Sequence[int]) -> Mapping[int, Still]:
    found = await load(reader, ids)
    authors = await people.load(reader, (note.author_id for note in found.values()))
    stills: dict[int, Still] = {}
    fresh: list[Note] = []
    for note in found.values():
        kept = _stills.get(note.id)
        if kept is not None and kept.note is note and kept.author is authors.get(note.author_id):
            stills[note.id] = kept
        elif note.author_id in authors:
            fresh.append(note)
    if fresh:
        stills.update(await _make_stills(reader, fresh, authors))
    return stills


async def _make_stills(
    reader: Reader, fresh: Sequence[Note], authors: Mapping[int, Account]
) -> dict[int, Still]:
    named = await people.views(reader, {authors[note.author_id].id: authors[note.author_id] for note in fresh}.values())
    wanted = [item.media_id for note in fresh for item in note.media] + [n.cover_id for n in fresh if n.cover_id]
    loaded = await pictures.load(reader, wanted)
    made = {
        note.id: Still(
            note,
            authors[note.author_id],
            notes.terms_of(note, authors[note.author_id].state),
            _card(note, named[note.author_id], loaded),
        )
        for note in fresh
    }
    if len(_stills) > CACHED:
        _stills.clear()
    if reader.committed:
        _stills.update(made)
    return made


def _card(note: Note, author: PersonView, loaded: pictures.Loaded) -> CardView:
    cover_id = note.cover_id or (note.media[0].media_id if note.media else None)
    alt = next((item.alt for item in note.media if item.media_id == cover_id), "")
    film = loaded.get(note.media[0].media_id) if note.kind == "video" else None
    return CardView(
        id=str(note.id),
        url=f"/notes/{note.id}",
        kind=note.kind,
        title=note.title,
        excerpt=note.text[:EXCERPT],
        language=note.language,
        cover=pictures.picture(loaded, cover_id, alt) if cover_id else None,
        pictures=len(note.media) if note.kind == "pictures" else 0,
        duration=(film.duration_ms or 0) / 1000 if film else None,
        author=author,
        numbers=numbers(counters.Counts()),
        visibility=note.visibility,
        state=note.state,
        created_at=clock.rfc3339(note.created_at),
        liked=False,
        collected=False,
    )


def _filled(card: CardView, counts: Counts, liked: bool, collected: bool) -> CardView:
    return CardView(
        id=card.id,
        url=card.url,
        kind=card.kind,
        title=card.title,
        excerpt=card.excerpt,
        language=card.language,
        cover=card.cover,
        pictures=card.pictures,
        duration=card.duration,
        author=card.author,
        numbers=numbers(counts),
        visibility=card.visibility,
        state=card.state,
        created_at=card.created_at,
        liked=liked,
        collected=collected,
    )
