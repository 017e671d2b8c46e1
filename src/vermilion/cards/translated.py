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
from vermilion.translation import HUMAN, Translation

CACHED = 20_000

_kept: dict[tuple[int, str], tuple[Still, Translation, Still]] = {}  # by note and language, with what it was made from


async def stills(
    reader: Reader, viewer: Viewer, standing: Mapping[int, Still], reading: Reading
) -> Mapping[int, Still]:
    """The same cards, those in a foreign language with the translation that is in the memory; of public ones that have
    none it is wished."""
    keys = {
        note_id: still.key
        for note_id, still in standing.items()
        if still.key and still.author.translatable and reading.needs(still.words)
    }
    if not keys:
        return standing
    found = await translation.remembered(reader, list(keys.values()), reading.target)
    if len(found) < len(keys):
        missing = (standing[i].note for i, key in keys.items() if key not in found)
        wishes.wish(viewer, [subject.note(note.id) for note in missing if note.public], reading.target)
    here = [note_id for note_id, key in keys.items() if key in found]
    return {**standing, **{i: _translated(standing[i], found[keys[i]], reading.target) for i in here}}


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
