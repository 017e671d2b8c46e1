"""Pages by key set: a cursor is the sort key of the last row shown, so that nothing repeats or is missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from vermilion.infra.db import Row
from vermilion.infra.errors import BadRequest
from vermilion.infra.ids import LARGEST

T = TypeVar("T")
Cursor = tuple[int, ...]


class Slice(msgspec.Struct, Generic[T], frozen=True):
    """A page and the cursor of the next one; None at the end."""

    items: list[T]
    next: Cursor | None


def start(cursor: Cursor | None, width: int, *, upwards: bool = False) -> Cursor:
    """Where to read on: beyond everything for the first page. BadRequest for a cursor of another list."""
    if cursor is None:
        return (0 if upwards else LARGEST,) * width
    if len(cursor) != width or not all(-LARGEST <= part <= LARGEST for part in cursor):
        raise BadRequest("bad_cursor", "This cursor was not made by this list.")
    return cursor


def cut(rows: Sequence[Row], limit: int, width: int, item: Callable[[Row], T]) -> Slice[T]:
    """A page of rows that were read with `LIMIT limit + 1`; their first `width` columns are the sort key."""
    shown = rows[:limit]
    following = tuple(shown[-1][:width]) if len(rows) > limit and shown else None
    return Slice([item(row) for row in shown], following)
