"""What a crowd is shown alike: a page of cards is put together once, and holds until something on it moves.

Readers of a hot page see the same cards with the same numbers; only their own marks differ. So the page is kept with
what surfaces have written of it, and a reader costs little more than a copy.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Set
from typing import TYPE_CHECKING

from vermilion import audience, counters
from vermilion.audience import Viewer
from vermilion.cards import notes
from vermilion.cards.reading import Reading, reading_of
from vermilion.infra import generations
from vermilion.infra.db import Reader, Row
from vermilion.infra.subject import NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vermilion.cards.stills import Still
    from vermilion.cards.writing import Style
    from vermilion.counters import Counts

KEPT = 512  # pages; each a few times its own size

_kept: OrderedDict[tuple[Reading | None, tuple[int, ...]], Spread] = OrderedDict()


class Spread:
    """A page as it stood at `moment` (None where the engine cannot tell moments apart): of this `generation` of what is
    shown, and with the numbers of these `rows`."""

    __slots__ = ("authors", "counts", "generation", "ids", "moment", "plain", "rows", "stills", "written")

    def __init__(self, stills: Sequence[Still], counts: Sequence[Counts]) -> None:
        self.stills = stills
        self.counts = counts
        self.moment: int | None = None
        self.generation = -1
        self.rows: Sequence[Row] = ()
        self.ids = frozenset(still.note.id for still in stills)
        self.authors = frozenset(still.author.id for still in stills)
        self.plain = all(still.terms.plain for still in stills)
        self.written: dict[Hashable, tuple[bytes, list[bytes]]] = {}

    def is_for(self, viewer: Viewer) -> bool:
        """Whether this viewer's feed shows all of it."""
        return self.plain and audience.sees_all(viewer, self.authors) and viewer.mutes.isdisjoint(self.authors)

    def write(self, style: Style, liked: Set[int], collected: Set[int]) -> bytes:
        """The page with a reader's marks."""
        known = self.written.get(style.name)
        if known is None:
            plain = [style.card(*pair, False, False) for pair in zip(self.stills, self.counts, strict=True)]
            known = self.written[style.name] = style.between.join(plain), plain
        whole, cards = known
        if not liked and not collected:
            return whole
        cards = cards.copy()
        for place, still in enumerate(self.stills):
            if (number := still.note.id) in liked or number in collected:
                cards[place] = style.card(still, self.counts[place], number in liked, number in collected)
        return style.between.join(cards)


async def spread(reader: Reader, viewer: Viewer, ids: Sequence[int]) -> Spread:
    """The page of those of the ids that exist, as it stands now for those who read the viewer's languages."""
    key = reading_of(viewer), tuple(ids)
    moment = reader.moment
    kept = _kept.get(key)
    if kept is not None:
        _kept.move_to_end(key)
    if kept is not None and moment is not None and kept.moment == moment:
        return kept
    # Most of what is committed moves nothing on this page: that is heard of, or told by a query.
    generation = await generations.read(reader, generations.SHOWN)
    if (
        kept is not None
        and kept.moment is not None
        and kept.generation == generation
        and key[0] is None
        and reader.unchanged_since(kept.moment, counters.NOTE_NUMBERS, ids)
    ):
        kept.moment = moment
        return kept
    rows = await counters.rows(reader, NOTE, ids)
    if kept is None or kept.generation != generation or kept.rows != rows or key[0] is not None:
        found = await notes.for_reader(reader, viewer, ids)
        stills = [found[number] for number in ids if number in found]
        numbers = counters.of_rows(rows)
        counts = [numbers.get(still.note.id, counters.NONE) for still in stills]
        if kept is None or kept.stills != stills or kept.counts != counts:
            kept = _kept[key] = Spread(stills, counts)
            if len(_kept) > KEPT:
                _kept.popitem(last=False)
        kept.generation, kept.rows = generation, rows
    kept.moment = moment
    return kept
