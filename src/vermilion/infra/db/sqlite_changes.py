"""What has changed, told by whoever writes to the readers of every process: a short log in the database itself.

Processes keep what they have read. To ask for the version of each kept thing after every commit costs more than to
show it, and most commits change none of them. So a batch writes down, in its own transaction, the ids of what it
changes, and a reader looks once a moment at what is new there.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from vermilion.infra.db.types import Row

KEPT = 1024  # entries: who has read nothing for longer forgets everything
SWEPT = 256  # at a time
LARGEST = 1000  # ids in an entry; more are told as "anything of the kind"
REMEMBERED = 50_000  # ids that a reader knows of
NOTHING = -1

SINCE = "SELECT number, kind, ids, details FROM changes WHERE number >= ? ORDER BY number"
TELL = "INSERT INTO changes (kind, ids, details) VALUES (?, ?, ?)"
SWEEP = "DELETE FROM changes WHERE number <= ?"


class Told:
    """What a writer's batch changes, until it is told."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, set[int]] = defaultdict(set)
        self._details: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._of_unit: list[tuple[str, int, int]] = []

    def add(self, kind: str, ids: Iterable[int]) -> None:
        self._ids[kind].update(ids)

    def add_detail(self, kind: str, identifier: int, detail: int) -> None:
        self._of_unit.append((kind, identifier, detail))

    def end_unit(self, *, stands: bool) -> None:
        """After each unit of the batch: the details of one that was rolled back are not told. That its things changed
        is told all the same: it makes readers ask once too often."""
        if stands:
            for kind, identifier, detail in self._of_unit:
                self._details[kind].append((identifier, detail))
        self._of_unit.clear()

    def tell(self, connection: sqlite3.Connection) -> None:
        """Into the batch's transaction, before its commit."""
        for kind, ids in self._ids.items():
            _enter(connection, kind, ids, None)
        for kind, pairs in self._details.items():
            _enter(connection, kind, [pair[0] for pair in pairs], [pair[1] for pair in pairs])

    def forget(self) -> None:
        self._ids.clear()
        self._details.clear()


def _enter(connection: sqlite3.Connection, kind: str, ids: Collection[int], details: Collection[int] | None) -> None:
    packed = array("q", ids).tobytes() if len(ids) <= LARGEST else None
    number = connection.execute(TELL, (kind, packed, details and array("q", details).tobytes())).lastrowid or 0
    if number % SWEPT == 0:
        connection.execute(SWEEP, (number - KEPT,))


class Heard:
    """What a reader knows of it: of each thing the moment at which it was last told to have changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._number = NOTHING  # of the last entry seen
        self._since = 0  # nothing is known of moments before this one
        self._moments: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._details: defaultdict[str, defaultdict[int, list[tuple[int, int]]]]  # of each thing moments and details
        self._details = defaultdict(lambda: defaultdict(list))
        self._held = 0
        self._middle: int | None = None  # the moment since which half of that has been told

    def listen(self, moment: int) -> None:
        """Take in what is new, as the moment begins."""
        try:
            entries = self._execute(SINCE, (self._number,)).fetchall()
        except sqlite3.OperationalError:  # no such table: a database before its first migration
            entries = []
        # The last one seen must stand there still, or something is missing between it and these.
        if not entries or entries[0][0] != self._number or self._is_much(entries):
            self._begin(moment)
        else:
            for _, kind, packed, details in entries[1:]:
                ids = array("q", bytes(packed))
                self._held += len(ids)
                if details is None:
                    self._moments[kind].update(dict.fromkeys(ids, moment))
                    continue
                for identifier, detail in zip(ids, array("q", bytes(details)), strict=True):
                    self._details[kind][identifier].append((moment, detail))
            self._stay_within_bounds(moment)
        self._number = entries[-1][0] if entries else NOTHING

    def unchanged_since(self, moment: int, kind: str, ids: Iterable[int]) -> bool:
        """Whether none of these has changed since `moment`; False where that is not known."""
        moments = self._moments[kind]
        return moment >= self._since and all(moments.get(number, 0) <= moment for number in ids)

    def told_since(self, moment: int, kind: str, identifier: int) -> list[int] | None:
        """The details of its changes since `moment`, in order; None where that is not known."""
        if moment < self._since:
            return None
        return [detail for at, detail in self._details[kind].get(identifier, ()) if at > moment]

    def _is_much(self, entries: Sequence[Row]) -> bool:
        """Anything of a kind, or more than is worth knowing one by one."""
        if any(entry[2] is None for entry in entries[1:]):
            return True
        return sum(len(entry[2]) for entry in entries[1:]) // 8 > REMEMBERED

    def _begin(self, moment: int) -> None:
        self._since = moment
        self._moments.clear()
        self._details.clear()
        self._held = 0
        self._middle = None

    def _stay_within_bounds(self, moment: int) -> None:
        """Forget the older half when it is much: whoever has looked lately need not ask."""
        if self._middle is None and self._held > REMEMBERED // 2:
            self._middle = moment
        if self._middle is not None and self._held > REMEMBERED:
            self._forget_until(self._middle)
            self._middle = moment if self._held > REMEMBERED // 2 else None

    def _forget_until(self, moment: int) -> None:
        self._since = moment
        for kind, moments in self._moments.items():
            self._moments[kind] = {identifier: at for identifier, at in moments.items() if at > moment}
        for kind, told in self._details.items():
            later = {identifier: [pair for pair in pairs if pair[0] > moment] for identifier, pairs in told.items()}
            self._details[kind] = defaultdict(list, {identifier: pairs for identifier, pairs in later.items() if pairs})
        self._held = sum(map(len, self._moments.values()))
        self._held += sum(len(pairs) for told in self._details.values() for pairs in told.values())
