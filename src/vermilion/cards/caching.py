"""Objects by id, kept as long as their version stands: a list of ids costs one small query for the versions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from vermilion.infra.db import Reader

T = TypeVar("T")
Versions = Callable[[Reader, Sequence[int]], Awaitable[dict[int, int]]]
Load = Callable[[Reader, Sequence[int]], Awaitable[dict[int, T]]]


class Versioned(Generic[T]):
    """A cache of one kind of thing, in this process. Versions are read with the ids every time, so a change made by
    another process is seen at once."""

    def __init__(self, versions: Versions, load: Load[T], version_of: Callable[[T], int], size: int) -> None:
        self._versions = versions
        self._load = load
        self._version_of = version_of
        self._size = size
        self._kept: OrderedDict[int, T] = OrderedDict()

    async def get(self, reader: Reader, ids: Sequence[int]) -> dict[int, T]:
        """Those of the ids that exist. What a transaction sees is not kept: it may never be committed, and another
        change may then get the same version."""
        if not ids:
            return {}
        kept = self._kept
        found: dict[int, T] = {}
        missing: list[int] = []
        for identifier, version in (await self._versions(reader, ids)).items():
            thing = kept.get(identifier)
            if thing is not None and self._version_of(thing) == version:
                found[identifier] = thing
            else:
                missing.append(identifier)
        if missing:
            loaded = await self._load(reader, missing)
            found.update(loaded)
            if reader.committed:
                kept.update(loaded)
            while len(kept) > self._size:
                kept.popitem(last=False)
        return found
