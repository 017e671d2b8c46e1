"""Notes as cards of a waterfall: ids -> load -> audience decision -> view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from vermilion import counters, relations
from vermilion.audience import Action, Terms, Viewer, decide
from vermilion.cards import marks, translated
from vermilion.cards.reading import reading_of
from vermilion.cards.stills import Still, numbers, stills
from vermilion.cards.views import CardView
from vermilion.counters import Counts
from vermilion.infra.db import Reader


class Shown(msgspec.Struct, frozen=True):
    """A card that the viewer may see, not yet written out."""

    still: Still
    counts: Counts
    liked: bool
    collected: bool


async def cards(
    reader: Reader, viewer: Viewer, ids: Sequence[int], *, without_muted: bool = False
) -> list[CardView]:
    """The cards of those notes that the viewer may see, in the order of `ids`; feeds leave muted people out."""
    return [view(card) for card in await shown(reader, viewer, ids, without_muted=without_muted)]


async def shown(
    reader: Reader, viewer: Viewer, ids: Sequence[int], *, without_muted: bool = False
) -> list[Shown]:
    """What `cards` shows, for surfaces that write the same cards a thousand times a second."""
    known = await for_reader(reader, viewer, ids)
    followed = await followed_authors(reader, viewer, [still.terms for still in known.values()])
    allowed = [
        still
        for still in (known[note_id] for note_id in ids if note_id in known)
        if decide(viewer, Action.SEE, still.terms, follows_author=still.author.id in followed).allowed
        and not (without_muted and still.author.id in viewer.mutes)
    ]
    found = [still.note.id for still in allowed]
    counts = await counters.load(reader, "note", found)
    liked, collected = await marks.among(reader, viewer, frozenset(found))
    return [Shown(s, counts[i], i in liked, i in collected) for i, s in zip(found, allowed, strict=True)]


async def for_reader(reader: Reader, viewer: Viewer, ids: Sequence[int]) -> Mapping[int, Still]:
    """The cards of those ids that exist, in the reader's language; not yet decided about."""
    found = await stills(reader, ids)
    reading = reading_of(viewer)
    return found if reading is None else await translated.stills(reader, viewer, found, reading)


def view(shown: Shown) -> CardView:
    """A card with its slots filled."""
    return msgspec.structs.replace(
        shown.still.card, numbers=numbers(shown.counts), liked=shown.liked, collected=shown.collected
    )


async def followed_authors(reader: Reader, viewer: Viewer, terms: Sequence[Terms]) -> set[int]:
    """Whom the viewer follows of the authors where it decides something: few notes are for followers alone."""
    asked = {item.author_id for item in terms if item.visibility == "followers"}
    return await relations.following_among(reader, viewer.id, list(asked)) if asked and viewer.signed_in else set()


