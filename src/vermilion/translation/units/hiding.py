"""A slice of a text as an engine sees it, and what stands behind its masks."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.translation import protecting
from vermilion.translation.parting import Part, Words
from vermilion.translation.units.masks import gather, with_masks
from vermilion.translation.units.models import Unit
from vermilion.translation.units.terms import pieces_of, stretches_of


def unit_of(parts: Sequence[Part], start: int, end: int, target: str, whole: bool, words: Words) -> Unit:
    """`parts[start:end]`, which begin and end with words, as one string."""
    inside = parts[start:end]
    said = "".join(part.said for part in inside)
    terms = words.terms(said, inside[0].source, target)
    stretches = [stretch for part in inside for stretch in stretches_of(part, terms)]
    pieces = gather([piece for part in inside for piece in pieces_of(part, {} if whole else terms)])
    hidden = tuple(text for is_hidden, text in pieces if is_hidden)
    letters = protecting.mask_letters(said) if hidden else ""
    text = with_masks(pieces, letters) if hidden else "".join(text for _, text in pieces)
    return Unit(
        start=start,
        end=end,
        lead=said[: len(said) - len(said.lstrip())],
        tail=said[len(said.rstrip()) :],
        masked=text.strip(),
        bare=" ".join(text for is_hidden, text in pieces if not is_hidden) if hidden else text,
        letters=letters,
        hidden=hidden,
        terms=terms,
        whole=whole,
        stretches=tuple(stretches),
        sentences=len({part.sentence for part in inside if part.kind == "words"}),
    )
