"""The audit behind `vermilion counters verify`."""

from __future__ import annotations

from vermilion.counters import queries
from vermilion.counters.models import Mismatch
from vermilion.infra.db import Reader


async def verify(reader: Reader) -> list[Mismatch]:
    """Compare every number with its rows; an empty list means that all is exact. Reads whole tables."""
    found = []
    for kind, column, rows in queries.ROWS:
        stored = {row[0]: row[1] for row in await reader.all(queries.stored(kind, column))}
        actual = {row[0]: int(row[1]) for row in await reader.all(rows)}
        for identifier in sorted(stored.keys() | actual.keys()):
            counted, expected = stored.get(identifier, 0), actual.get(identifier, 0)
            if counted != expected:
                found.append(Mismatch(kind, identifier, column, counted, expected))
    return found
