"""Moving numbers and reading them, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vermilion.counters import queries
from vermilion.counters.models import NONE, Counts
from vermilion.infra.db import Reader, Row, Tx
from vermilion.infra.subject import NOTE

NOTE_NUMBERS = "note numbers"  # what readers hear of (Tx.changed): pages of notes are kept


async def bump(tx: Tx, kind: str, ids: int | Sequence[int], **changes: int) -> None:
    """Add to numbers of one thing or of several: `bump(tx, "note", 7, likes=1)`."""
    sql = queries.bump(kind, tuple(changes))
    values = tuple(changes.values())
    if isinstance(ids, int):
        await tx.run(sql, ids, *values)
        ids = (ids,)
    elif ids:
        await tx.many(sql, [(identifier, *values) for identifier in ids])
    if kind == NOTE:
        tx.changed(NOTE_NUMBERS, ids)


async def add(tx: Tx, kind: str, column: str, changes: Mapping[int, int]) -> None:
    """Add to one number of many things, to each its own; in id order, so that two batches never wait for each other in
    a circle."""
    await tx.many(queries.bump(kind, (column,)), sorted(changes.items()))
    if kind == NOTE:
        tx.changed(NOTE_NUMBERS, changes)


async def load(reader: Reader, kind: str, ids: Iterable[int]) -> dict[int, Counts]:
    """The numbers of many things; a thing that nothing happened to yet has zeros."""
    wanted = list(ids)
    counts = dict.fromkeys(wanted, NONE)
    found = await rows(reader, kind, wanted)
    if kind == NOTE:
        counts.update(of_rows(found))
        return counts
    names = queries.COLUMNS[kind]
    for identifier, *numbers in found:
        counts[identifier] = Counts(**dict(zip(names, numbers, strict=True)))
    return counts


async def rows(reader: Reader, kind: str, ids: Iterable[int]) -> list[Row]:
    """The same as it is stored, in no order: to tell cheaply whether anything has moved."""
    return await reader.all(queries.LOAD[kind], list(ids))


def of_rows(rows: Iterable[Row]) -> dict[int, Counts]:
    """The numbers of notes, what pages are full of: they are the struct's first, so no names are needed."""
    return {identifier: Counts(*numbers) for identifier, *numbers in rows}


async def number(reader: Reader, kind: str, identifier: int, name: str) -> int:
    """One number of one thing; 0 where nothing happened to it yet."""
    return (await numbers(reader, kind, [identifier], name))[identifier]


async def numbers(reader: Reader, kind: str, ids: Sequence[int], name: str) -> dict[int, int]:
    """One number of many things."""
    found = {row[0]: row[1] for row in await reader.all(queries.number(kind, name), ids)}
    return dict.fromkeys(ids, 0) | found
