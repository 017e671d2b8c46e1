"""Notes as everyone would see them on a card: made once a version, the same for every reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from vermilion import notes
from vermilion.accounts import Account
from vermilion.audience import Terms
from vermilion.cards import people, pictures
from vermilion.cards.caching import Versioned
from vermilion.cards.views import CardView, NumbersView, PersonView
from vermilion.counters import Counts
from vermilion.infra import clock, generations
from vermilion.infra.db import Reader
from vermilion.notes import Note
from vermilion.translation import Text

CACHED = 20_000
EXCERPT = 140
_notes = Versioned[Note](notes.versions, notes.by_ids, lambda note: note.version, CACHED)


class Still(msgspec.Struct, frozen=True):
    """What does not move of a card between versions of note and author; the counts and the viewer's marks are
    slots. `head` is its JSON up to them, `words` what is read on it, with its `keys` in the translation memory."""

    note: Note
    author: Account
    terms: Terms
    card: CardView
    head: bytes
    words: Text
    keys: tuple[str, ...]


_stills: dict[int, tuple[int, Still]] = {}  # with the generation in which it was last seen to stand


async def load(reader: Reader, ids: Sequence[int]) -> dict[int, Note]:
    """Notes of any state."""
    return await _notes.get(reader, ids)


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
    words = Text(note.title or note.text, note.language, 0 if note.public else note.author_id, note.author_id)
    keys = words.keys if words.text else ()
    return Still(note, author, notes.terms_of(note, author.state), card, head_of(card), words, keys)


def head_of(card: CardView) -> bytes:
    """The JSON of a card up to its slots."""
    return msgspec.json.encode(card).rpartition(b',"numbers":')[0]


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
        numbers=numbers(Counts()),
        visibility=note.visibility,
        state=note.state,
        created_at=clock.rfc3339(note.created_at),
        translation=None,
        liked=False,
        collected=False,
    )


def numbers(counts: Counts) -> NumbersView:
    return NumbersView(
        likes=counts.likes,
        collects=counts.collects,
        comments=counts.comments,
        shares=counts.shares,
        views=counts.views,
    )
