"""A sentence makes a unit, or for engines that want context all that belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.translation.parting import Part, Words
from vermilion.translation.units.hiding import unit_of
from vermilion.translation.units.models import Unit

# Characters that one string for a language model may grow to.
LARGEST = 1_500


def of(parts: Sequence[Part], source: str, target: str, whole: bool, words: Words) -> list[Unit]:
    """The units of a text in one of its languages. Terms go as such to engines that take whole texts; in sentences for
    other engines they are hidden like what is protected."""
    return [unit_of(parts, start, end, target, whole, words) for start, end in _slices(parts, source, whole)]


def _slices(parts: Sequence[Part], source: str, whole: bool) -> list[tuple[int, int]]:
    """From words to words of one language: of one sentence, or with `whole` until another language's come."""
    slices: list[tuple[int, int]] = []
    last: Part | None = None
    size = 0
    for place, part in enumerate(parts):
        if part.kind != "words":
            continue
        size += len(part.text)
        if part.source == source:
            is_next = last is not None and last.source == source
            if is_next and last and (size <= LARGEST if whole else last.sentence == part.sentence):
                slices[-1] = (slices[-1][0], place + 1)
            else:
                slices.append((place, place + 1))
                size = len(part.text)
        last = part
    return slices
