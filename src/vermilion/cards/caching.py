"""Objects by id, kept as long as they stand: while nothing that is shown has changed anywhere a page costs one read of
the generation, afterwards one small query for the versions of its ids."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from vermilion.infra import generations
from vermilion.infra.db import Reader

T = TypeVar("T")
Versions = Callable[[Reader, Sequence[int]], Awaitable[dict[int, int]]]
Load = Callable[[Reader, Sequence[int]], Awaitable[dict[int, T]]]


class Versioned(Generic[T]):
    """A cache of one kind of thing, in this process. Generation or versions are read with the ids every time, so a
    change made by another process is seen at once."""

    def __init__(self, versions: Versions, load: Load[T], version_of: Callable[[T], int], size: int) -> None:
        self._versions = versions
        self._load = load
        self._version_of = version_of
        self._size = size
        self._kept: dict[int, tuple[int, T]] = {}  # with the generation it was last seen to stand in

    async def get(self, reader: Reader, ids: Sequence[int]) -> dict[int, T]:
        """Those of the ids that exist. What a transaction sees is not kept: it may never be committed, and another
        change may then get the same version."""
        if not ids:
            return {}
        generation = await generations.read(reader, generations.SHOWN)
        kept = self._kept
        found: dict[int, T] = {}
        doubtful: list[int] = []
        for identifier in ids:
            entry = kept.get(identifier)
            if entry is not None and entry[0] == generation:
                found[identifier] = entry[1]
            else:
                doubtful.append(identifier)
        if doubtful:
            checked = await self._checked(reader, doubtful)
            found.update(checked)
            if reader.committed:
                if len(kept) > self._size:
                    kept.clear()
                kept.update({identifier: (generation, thing) for identifier, thing in checked.items()})
        return found

    async def _checked(self, reader: Reader, ids: Sequence[int]) -> dict[int, T]:
        """Kept things whose version still stands, the others loaded."""
        known = [identifier for identifier in ids if identifier in self._kept]
        versions = await self._versions(reader, known) if known else {}
        standing = {
            identifier: thing
            for identifier, version in versions.items()
            if self._version_of(thing := self._kept[identifier][1]) == version
        }
        missing = [identifier for identifier in ids if identifier not in standing]
        return standing | await self._load(reader, missing) if missing else standing
