"""What a file of terms came to: its terms, or what is wrong with it, by line. It is taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from vermilion.infra.errors import Invalid
from vermilion.translation.glossary.checking import checked
from vermilion.translation.glossary.models import MOST_TERMS, Term

MOST_BYTES = 8_000_000
MOST_FAULTS = 50


class Fault(msgspec.Struct, frozen=True):
    """What is wrong in a line, counted from 1 (0: with the file as a whole), in English."""

    line: int
    said: str


class Reading(msgspec.Struct, frozen=True):
    """`terms` is empty where there are `faults`."""

    terms: list[Term]
    faults: list[Fault]


# Source, target, term and translation as they stand in a line.
Entry = tuple[int, str, str, str, str]


class Unreadable(Exception):
    """The file cannot be read on from this line."""

    def __init__(self, line: int, said: str) -> None:
        super().__init__(said)
        self.fault = Fault(line, said)


def read(entries: Iterable[Entry]) -> Reading:
    """Check every entry. What stands there twice alike is taken once."""
    found: dict[tuple[str, str, str], tuple[int, Term]] = {}
    faults: list[Fault] = []
    try:
        for line, *fields in entries:
            faults += _taken(line, fields, found)
            if len(faults) >= MOST_FAULTS or len(found) > MOST_TERMS:
                break
    except Unreadable as unreadable:
        faults.append(unreadable.fault)
    if len(found) > MOST_TERMS:
        faults.append(Fault(0, f"there are more than {MOST_TERMS:,} terms"))
    if not found and not faults:
        faults.append(Fault(0, "there are no terms in it"))
    return Reading([] if faults else [term for _, term in found.values()], faults)


def check_size(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise Unreadable(0, f"it is larger than {MOST_BYTES // 1_000_000} MB")


def _taken(line: int, fields: list[str], found: dict[tuple[str, str, str], tuple[int, Term]]) -> Iterator[Fault]:
    try:
        term = checked(*fields)
    except Invalid as wrong:
        yield Fault(line, f"{wrong.field}: {wrong}")
        return
    before, known = found.setdefault((term.source, term.target, term.term), (line, term))
    if known.translation != term.translation:
        yield Fault(line, f"{term.term} is {known.translation} in line {before} and {term.translation} here")
