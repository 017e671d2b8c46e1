"""What engines did and cost, by day and pair, until somebody writes it down; and who is over today's budget."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

DAY = 86_400_000_000  # microseconds


class Count(msgspec.Struct, frozen=True):
    """A row to add to the table `translation_days`: `day` since 1970 (UTC), `micros` the engine's own time in
    microseconds, `cost` in millionths of the operator's currency."""

    day: int
    engine: str
    source: str
    target: str
    texts: int = 0
    characters: int = 0
    failures: int = 0
    micros: int = 0
    cost: int = 0


class Ledger:
    """Counts that nobody took yet, and today's spending. `spent` is what was written down today, in millionths."""

    def __init__(self, day: int, spent: Mapping[str, int]) -> None:
        self._day = day
        self._written = dict(spent)
        self._counts: dict[tuple[int, str, str, str], Count] = {}

    def add(self, count: Count) -> None:
        key = (count.day, count.engine, count.source, count.target)
        before = self._counts.get(key)
        self._counts[key] = count if before is None else _sum(before, count)

    def spent(self, engine: str, day: int) -> int:
        """Millionths that an engine cost on a day that is today."""
        if day != self._day:
            self._day, self._written = day, {}
        untaken = sum(count.cost for count in self._counts.values() if count.engine == engine and count.day == day)
        return self._written.get(engine, 0) + untaken

    def take(self) -> list[Count]:
        """Everything since the last time, to be written down by the caller."""
        taken = list(self._counts.values())
        self._counts = {}
        for count in taken:
            if count.day == self._day:
                self._written[count.engine] = self._written.get(count.engine, 0) + count.cost
        return taken

    def learn(self, day: int, spent: Mapping[str, int]) -> None:
        """What is written down for a day, also by other processes."""
        self._day, self._written = day, dict(spent)


def _sum(one: Count, other: Count) -> Count:
    added = ("texts", "characters", "failures", "micros", "cost")
    return msgspec.structs.replace(one, **{name: getattr(one, name) + getattr(other, name) for name in added})
