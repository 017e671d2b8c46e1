"""Cards with their titles in the reader's language, made once a translation."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from vermilion import translation
from vermilion.audience import Viewer
from vermilion.cards import wishes
from vermilion.cards.reading import Reading, source_of
from vermilion.cards.stills import EXCERPT, Still, head_of
from vermilion.cards.views import CardTranslationView
from vermilion.infra import subject
from vermilion.infra.db import Reader
from vermilion.notes import Note
from vermilion.translation import HUMAN, Translation

CACHED = 20_000

_kept: dict[tuple[int, str], tuple[Still, Translation, Still]] = {}  # by note and language, with what it was made from


async def stills(
    reader: Reader, viewer: Viewer, standing: Mapping[int, Still], reading: Reading
) -> Mapping[int, Still]:
    """The same cards, those in a foreign language with the translation that is in the memory; of public ones that have
    none it is wished."""
    foreign = [
        still
        for still in standing.values()
        if still.keys and still.author.id != viewer.id and still.author.translatable and reading.needs(still.words)
    ]
    if not foreign:
        return standing
    found = await translation.remembered(reader, [key for still in foreign for key in still.keys], reading.target)
    put = dict(standing)
    missing: list[Note] = []
    for still in foreign:
        said = next((found[key] for key in still.keys if key in found), None)
        if said is not None:
            put[still.note.id] = _translated(still, said, reading.target)
        elif still.note.public:
            missing.append(still.note)
    if missing:
        wishes.wish(viewer, [subject.note(note.id) for note in missing], reading.target)
    return put


def _translated(still: Still, found: Translation, target: str) -> Still:
    place = still.note.id, target
    kept = _kept.get(place)
    if kept is not None and kept[0] is still and kept[1] == found:
        return kept[2]
    view = CardTranslationView(
        language=target,
        source=source_of(still.words),
        by="machine" if found.machine else "person",
        engine="" if found.engine == HUMAN else found.engine,
        model=found.model,
        title=found.text[:EXCERPT] if not still.note.title else found.text,
    )
    card = msgspec.structs.replace(still.card, translation=view)
    made = msgspec.structs.replace(still, card=card, head=head_of(card))
    if len(_kept) > CACHED:
        _kept.clear()
    _kept[place] = still, found, made
    return made
