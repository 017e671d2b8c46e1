"""Notes as cards of a waterfall: ids -> load -> audience decision -> view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from vermilion import counters, notes, relations
from vermilion.accounts import Account
from vermilion.audience import Action, Terms, Viewer, decide
from vermilion.cards import marks, people, pictures
from vermilion.cards.caching import Versioned
from vermilion.cards.views import CardView, NumbersView, PersonView
from vermilion.counters import Counts
from vermilion.infra import clock, generations
from vermilion.infra.db import Reader
from vermilion.notes import Note

CACHED = 20_000
EXCERPT = 140
_notes = Versioned[Note](notes.versions, notes.by_ids, lambda note: note.version, CACHED)


class Still(msgspec.Struct, frozen=True):
    """What does not move of a card between versions of note and author; the counts and the viewer's marks are
    slots. `head` is its JSON up to them."""

    note: Note
    author: Account
    terms: Terms
    card: CardView
    head: bytes


class Shown(msgspec.Struct, frozen=True):
    """A card that the viewer may see, not yet written out."""

    still: Still
    counts: Counts
    liked: bool
    collected: bool


_stills: dict[int, tuple[int, Still]] = {}  # with the generation in which it was last seen to stand


async def load(reader: Reader, ids: Sequence[int]) -> dict[int, Note]:
    """Notes of any state."""
    return await _notes.get(reader, ids)


async def cards(
    reader: Reader, viewer: Viewer, ids: Sequence[int], *, without_muted: bool = False
) -> list[CardView]:
    """The cards of those notes that the viewer may see, in the order of `ids`; feeds leave muted people out."""
    return [view(card) for card in await shown(reader, viewer, ids, without_muted=without_muted)]


async def shown(
    reader: Reader, viewer: Viewer, ids: Sequence[int], *, without_muted: bool = False
) -> list[Shown]:
    """What `cards` shows, for surfaces that write the same cards a thousand times a second."""
    known = await stills(reader, ids)
    followed = await followed_authors(reader, viewer, [still.terms for still in known.values()])
    allowed = [
        still
        for still in (known[note_id] for note_id in ids if note_id in known)
        if decide(viewer, Action.SEE, still.terms, follows_author=still.author.id in followed).allowed
        and not (without_muted and still.author.id in viewer.mutes)
    ]
    found = [still.note.id for still in allowed]
    counts = await counters.load(reader, "note", found)
    liked, collected = await marks.among(reader, viewer, set(found))
    return [Shown(s, counts[i], i in liked, i in collected) for i, s in zip(found, allowed, strict=True)]


def view(shown: Shown) -> CardView:
    """A card with its slots filled."""
    return msgspec.structs.replace(
        shown.still.card, numbers=numbers(shown.counts), liked=shown.liked, collected=shown.collected
    )


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


async def stills(reader: Reader, ids: Sequence[int]) -> Mapping[int, Still]:
    """What does not move of the cards of those ids that exist, of any state; not yet decided about."""
    generation = await generations.read(reader, generations.SHOWN)
    standing: dict[int, Still] = {}
    doubtful: list[int] = []
    for note_id in ids:
        kept = _stills.get(note_id)
        if kept is not None and kept[0] == generation:
            standing[note_id] = kept[1]
        else:
            doubtful.append(note_id)
    if doubtful:
        checked = await _check_stills(reader, doubtful)
        standing.update(checked)
        if reader.committed:
            if len(_stills) > CACHED:
                _stills.clear()
            _stills.update({note_id: (generation, still) for note_id, still in checked.items()})
    return standing


async def _check_stills(reader: Reader, ids: Sequence[int]) -> dict[int, Still]:
    """Those that still stand as they were made, the others made anew."""
    found = await load(reader, ids)
    authors = await people.load(reader, (note.author_id for note in found.values()))
    stills: dict[int, Still] = {}
    fresh: list[Note] = []
    for note in found.values():
        _, kept = _stills.get(note.id, (0, None))
        if kept is not None and kept.note is note and kept.author is authors.get(note.author_id):
            stills[note.id] = kept
        elif note.author_id in authors:
            fresh.append(note)
    return stills | await _make_stills(reader, fresh, authors) if fresh else stills


async def _make_stills(
    reader: Reader, fresh: Sequence[Note], authors: Mapping[int, Account]
) -> dict[int, Still]:
    named = await people.views(reader, {authors[note.author_id].id: authors[note.author_id] for note in fresh}.values())
    wanted = [item.media_id for note in fresh for item in note.media] + [n.cover_id for n in fresh if n.cover_id]
    loaded = await pictures.load(reader, wanted)
    return {note.id: _still(note, authors[note.author_id], named[note.author_id], loaded) for note in fresh}


def _still(note: Note, author: Account, name: PersonView, loaded: pictures.Loaded) -> Still:
    card = _card(note, name, loaded)
    head = msgspec.json.encode(card).rpartition(b',"numbers":')[0]
    return Still(note, author, notes.terms_of(note, author.state), card, head)


def _card(note: Note, author: PersonView, loaded: pictures.Loaded) -> CardView:
    cover_id = note.cover_id or (note.media[0].media_id if note.media else None)
    alt = next((item.alt for item in note.media if item.media_id == cover_id), "")
    film = loaded.get(note.media[0].media_id) if note.kind == "video" else None
    return CardView(
        id=str(note.id),
        url=f"/notes/{note.id}",
        kind=note.kind,
        title=note.title,
        excerpt="" if note.title else note.text[:EXCERPT],
        language=note.language,
        cover=pictures.cover(loaded, cover_id, alt) if cover_id else None,
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
