"""What is asked of an engine as one string, and what its answer comes to."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from vermilion.translation.engines import Piece


class Unit(msgspec.Struct, frozen=True):
    """`parts[start:end]` of a text, `lead` and `tail` its outer spaces. `masked` is what an engine is asked, `hidden`
    what stands behind its masks, `bare` the same without any; `stretches` is the same in pieces, for the case that the
    masks get lost: true for what an engine translates. `terms` are the words of the glossary in it, `sentences` is how
    many it touches."""

    start: int
    end: int
    lead: str
    tail: str
    masked: str
    bare: str
    letters: str
    hidden: tuple[str, ...]
    terms: Mapping[str, str]
    whole: bool
    stretches: tuple[tuple[bool, str], ...]
    sentences: int

    @property
    def piece(self) -> Piece:
        return Piece(self.masked, self.terms if self.whole else {})

    @property
    def wanted(self) -> list[str]:
        """What is to be translated, in pieces."""
        return [text.strip() for is_wanted, text in self.stretches if is_wanted]


class Answer(msgspec.Struct, frozen=True):
    """A unit's translation: `text` with everything protected in its place, `bare` without."""

    text: str
    bare: str
