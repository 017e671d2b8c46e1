"""An engine's answer to a unit, with everything protected in its place again."""

from __future__ import annotations

from collections.abc import Iterator

from vermilion.translation import numbers, protecting
from vermilion.translation.units.models import Answer, Unit
from vermilion.translation.units.seams import seamed


def read(unit: Unit, answer: str, target: str) -> Answer | None:
    """An engine's answer to a unit, or None where it lost a mask, a number or a line."""
    said = answer.strip()
    if said.count("\n") != unit.masked.count("\n"):
        said = " ".join(said.split()) if "\n" not in unit.masked else ""
    if not said:
        return None
    text = bare = said
    if unit.hidden:
        shown = protecting.restore(said, unit.letters, unit.hidden)
        if shown is None:
            return None
        text, bare = shown, protecting.restore(said, unit.letters, [" "] * len(unit.hidden)) or ""
    return Answer(text, bare) if numbers.survive(unit.bare, bare, target) else None


def pieced(unit: Unit, answers: Iterator[str], target: str) -> Answer | None:
    """The unit put together from the translations of its stretches: nothing between them can be lost."""
    said = [" ".join(next(answers).split()) if wanted else text for wanted, text in unit.stretches]
    if not all(text for text, (wanted, _) in zip(said, unit.stretches, strict=True) if wanted):
        return None
    bare = " ".join(text for text, (wanted, _) in zip(said, unit.stretches, strict=True) if wanted)
    return Answer(seamed(said, target), bare)
