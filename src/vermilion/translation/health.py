"""What engines say of themselves, told by translators to everybody: which pairs can be done, how well, at what cost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import msgspec

from vermilion.infra import clock, generations
from vermilion.infra.db import Reader, Tx
from vermilion.translation import queries
from vermilion.translation.engines.counting import Count
from vermilion.translation.engines.pairs import covers, languages
from vermilion.translation.memory import GENERATION

STALE = 2 * clock.MINUTE  # who has not reported for so long is gone
REMEMBERED = 2.0  # seconds
UNABLE = frozenset({"unreachable", "budget"})  # these answer nothing today
HAN = {"zh-Hans", "zh-Hant"}


class EngineState(msgspec.Struct, frozen=True):
    """An engine as the translators see it: its `place` in the chain from 0, `pairs` as "zh>en" or "*", `state` as in
    `engines.chain.EngineHealth` with the latest `error`; `seen_at` in microseconds."""

    name: str
    kind: str
    model: str
    place: int
    pairs: tuple[str, ...]
    state: str
    error: str
    seen_at: int

    @property
    def silent(self) -> bool:
        """No translator has told of it lately."""
        return self.seen_at < clock.now() - STALE


class Day(msgspec.Struct, frozen=True):
    """What an engine did for a pair on a day (since 1970, UTC). Of the engine `memory`, `texts` are hits and `failures`
    misses. `micros` is its own time, `cost` in millionths of the operator's currency."""

    day: int
    engine: str
    source: str
    target: str
    texts: int
    characters: int
    failures: int
    micros: int
    cost: int


class Demand(msgspec.Struct, frozen=True):
    """How often texts of a pair were found in the memory, and how often not."""

    source: str
    target: str
    hits: int
    misses: int


async def engines(reader: Reader) -> list[EngineState]:
    """In the order of the chain, also those that have not been heard of for a while (`seen_at`)."""
    return [
        EngineState(name, kind, model, place, tuple(msgspec.json.decode(pairs)), state, error, seen_at)
        for name, kind, model, place, pairs, state, error, seen_at in await reader.all(queries.ENGINES)
    ]


async def can(reader: Reader, source: str, target: str) -> bool:
    """Whether any engine that was heard of lately can do the pair; `und` asks for any source. Between the two ways of
    writing Chinese no engine is needed. Remembered for two seconds, since engines go by silence."""
    if {source, target} == HAN:
        return True
    if not reader.committed:
        return _cover(await _pairs(reader), source, target)
    until, answers = _remembered.get(reader, (0.0, {}))
    moment = time.monotonic()
    if moment >= until:
        answers = {}
        _remembered[reader] = moment + REMEMBERED, answers
    answer = answers.get((source, target))
    if answer is None:
        answer = answers[source, target] = _cover(await _pairs(reader), source, target)
    return answer


async def days(reader: Reader, since_day: int) -> list[Day]:
    """Every engine's figures from a day on."""
    return [Day(*row) for row in await reader.all(queries.DAYS, since_day)]


async def demand(reader: Reader, since_day: int) -> list[Demand]:
    """The pairs most asked for from a day on."""
    return [Demand(row[0], row[1], int(row[2]), int(row[3])) for row in await reader.all(queries.DEMAND, since_day)]


async def spent(reader: Reader, day: int) -> dict[str, int]:
    """What each engine has cost on a day, in millionths."""
    return {row[0]: int(row[1]) for row in await reader.all(queries.SPENT, day)}


async def queued(reader: Reader) -> dict[tuple[str, int], int]:
    """How many requests there are by state and urgency."""
    return {(row[0], row[1]): row[2] for row in await reader.all(queries.LENGTHS)}


async def crowded(reader: Reader, urgency: int, most: int) -> bool:
    """Whether more than `most` requests of an urgency wait; looks at no more of them than that."""
    return await reader.value(queries.BEYOND, urgency, most) is not None


async def oldest(reader: Reader) -> int | None:
    """Since when the request that has waited longest waits, in microseconds."""
    found: int | None = await reader.value(queries.OLDEST)
    return found


async def report(tx: Tx, found: Sequence[EngineState]) -> None:
    """A translator tells what its engines are like now."""
    before = {one.name: one for one in await engines(tx)}
    await tx.many(queries.REPORT, [_row_of(one) for one in found])
    if any(_changes(before.get(one.name), one) for one in found):
        await generations.bump(tx, GENERATION)


async def count(tx: Tx, counts: Sequence[Count]) -> None:
    """Add to what is known of some days."""
    await tx.many(queries.COUNT, [tuple(getattr(one, name) for name in Count.__struct_fields__) for one in counts])


def _changes(before: EngineState | None, now: EngineState) -> bool:
    """Whether readers are offered something else, or something stands in another order."""
    return before is None or (before.pairs, before.place, before.state) != (now.pairs, now.place, now.state)


def _row_of(one: EngineState) -> tuple[object, ...]:
    pairs = msgspec.json.encode(one.pairs).decode()
    return one.name, one.kind, one.model, one.place, pairs, one.state, one.error, one.seen_at


async def _pairs(reader: Reader) -> frozenset[str]:
    """Every pair that some engine does at present."""
    found = [one for one in await engines(reader) if not one.silent and one.state not in UNABLE]
    return frozenset(pair for one in found for pair in one.pairs)


def _cover(pairs: frozenset[str], source: str, target: str) -> bool:
    """Directly, or over another language, English first."""
    if source == "und":
        return any(covers(pairs, tag, target) for tag in (languages(pairs) or {"und"}) - {target})
    if covers(pairs, source, target):
        return True
    return any(covers(pairs, source, via) and covers(pairs, via, target) for via in languages(pairs))


# Until when, and what was said of which pair.
_remembered: WeakKeyDictionary[Reader, tuple[float, dict[tuple[str, str], bool]]] = WeakKeyDictionary()
