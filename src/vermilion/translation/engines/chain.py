"""The engines in their order: who may be asked now, asking within bounds, and what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from vermilion.infra import clock, metrics
from vermilion.translation.engines import Engine, EngineFailed, Piece
from vermilion.translation.engines.counting import DAY, Count, Ledger
from vermilion.translation.engines.links import Link
from vermilion.translation.engines.pairs import languages
from vermilion.translation.engines.pivot import Pivot
from vermilion.translation.engines.settings import TranslationSettings

# Pieces and characters of one request. A language model sees one member's text at a time, so that none can meddle with
# another's; an embedded engine makes its own batches.
REQUEST = {"openai": (1, 0), "libretranslate": (32, 4_000), "embedded": (0, 0)}


class EngineHealth(msgspec.Struct, frozen=True):
    """`state`: `ok`; `open`, it failed and is left alone for a while; `budget`, today's is spent; `unreachable`."""

    name: str
    kind: str
    model: str
    pairs: list[str]
    state: Literal["ok", "open", "budget", "unreachable"]
    error: str


class Chain:
    """Holds all engines of `settings`, which are given in the same order. `spent` is what each cost today so far, in
    millionths of the operator's currency; `now` gives microseconds."""

    def __init__(
        self,
        settings: TranslationSettings,
        engines: Sequence[Engine],
        spent: Mapping[str, int] | None = None,
        now: Callable[[], int] = clock.now,
    ) -> None:
        self._settings = settings
        self._links = {
            engine.name: Link(engine, given) for engine, given in zip(engines, settings.engines, strict=True)
        }
        self._now = now
        self._ledger = Ledger(now() // DAY, spent or {})

    def knows(self, source: str, target: str) -> bool:
        """Whether the pair can be translated at all, today's health aside."""
        return bool(self._direct(source, target, False)) or any(self._halves(source, target, False))

    def engines(self, source: str, target: str, *, private_only: bool = False) -> list[Engine]:
        """Who can be asked now, in order. A detour over another language only where nobody knows the pair."""
        direct = self._direct(source, target, private_only)
        if direct:
            return [link.engine for link in direct if self._is_available(link)]
        for via, firsts, seconds in self._halves(source, target, private_only):
            one = next(filter(self._is_available, firsts), None)
            other = next(filter(self._is_available, seconds), None)
            if one and other:
                return [Pivot(one.engine, other.engine, via, self.ask)]
        return []

    async def ask(self, engine: Engine, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        """One answer a piece, empty where there is none; EngineFailed where there is none for any."""
        if isinstance(engine, Pivot):
            return await engine.translate(pieces, source, target)
        link = self._links[engine.name]
        groups = _grouped(pieces, *REQUEST[link.settings.kind])
        outcomes = await asyncio.gather(*(self._call(link, group, source, target) for group in groups))
        failures = [outcome for outcome in outcomes if isinstance(outcome, EngineFailed)]
        if failures and len(failures) == len(outcomes):
            raise failures[0]
        answers: list[str] = []
        for group, outcome in zip(groups, outcomes, strict=True):
            answers += [""] * len(group) if isinstance(outcome, EngineFailed) else outcome
        return answers

    async def refresh(self) -> None:
        """Ask all engines whether they are there: at the start, and each minute or so."""
        await asyncio.gather(*(link.refresh() for link in self._links.values()))

    def health(self) -> list[EngineHealth]:
        return [
            EngineHealth(
                name=link.engine.name,
                kind=link.engine.kind,
                model=link.model(),
                pairs=link.pairs(),
                state=self._state(link),
                error=link.error,
            )
            for link in self._links.values()
        ]

    def take_counts(self) -> list[Count]:
        """What was done since the last time; the caller writes it down."""
        return self._ledger.take()

    def learn_spent(self, spent: Mapping[str, int]) -> None:
        """What all processes together wrote down for today, in millionths by engine."""
        self._ledger.learn(self._now() // DAY, spent)

    async def close(self) -> None:
        for link in self._links.values():
            await link.engine.close()

    def _direct(self, source: str, target: str, private_only: bool) -> list[Link]:
        named = (self._links[name] for name in self._settings.chain(source, target))
        return [link for link in named if link.knows(source, target) and (link.engine.private or not private_only)]

    def _halves(self, source: str, target: str, private_only: bool) -> Iterator[tuple[str, list[Link], list[Link]]]:
        """Languages to go over, English first, with who knows the way to and from there."""
        named = {tag for link in self._links.values() for tag in languages(link.pairs())}
        for via in dict.fromkeys(["en", *sorted(named)]):
            firsts = self._direct(source, via, private_only)
            seconds = self._direct(via, target, private_only)
            if firsts and seconds and len({source, via, target}) == 3:
                yield via, firsts, seconds

    def _is_available(self, link: Link) -> bool:
        return not self._is_spent(link) and not link.breaker.is_open(time.monotonic())

    def _is_spent(self, link: Link) -> bool:
        """Calls under way are not counted yet, so a budget may be exceeded by as many."""
        budget = link.settings.daily_budget
        if budget is None:
            return False
        return self._ledger.spent(link.engine.name, self._now() // DAY) >= round(budget * 1_000_000)

    def _state(self, link: Link) -> Literal["ok", "open", "budget", "unreachable"]:
        if self._is_spent(link):
            return "budget"
        if link.breaker.is_open(time.monotonic()):
            return "open"
        return "ok" if link.is_reached else "unreachable"

    async def _call(self, link: Link, pieces: Sequence[Piece], source: str, target: str) -> list[str] | EngineFailed:
        """One request. It returns its failure, so that the others are not cut off."""
        async with link.slots:
            if self._is_spent(link):
                return EngineFailed("budget", link.engine.name)
            if not link.breaker.enter(time.monotonic()):
                return EngineFailed("open", link.error)
            began = time.perf_counter()
            try:
                outcome = await link.translate(pieces, source, target)
            except asyncio.CancelledError:
                link.breaker.left()
                raise
            self._note(link, pieces, source, target, time.perf_counter() - began, outcome)
            return outcome

    def _note(
        self,
        link: Link,
        pieces: Sequence[Piece],
        source: str,
        target: str,
        seconds: float,
        outcome: list[str] | EngineFailed,
    ) -> None:
        link.judge(outcome)
        failed = outcome if isinstance(outcome, EngineFailed) else None
        characters = sum(len(piece.text) for piece in pieces)
        cost = link.cost(characters, failed)
        count = Count(
            day=self._now() // DAY,
            engine=link.engine.name,
            source=source,
            target=target,
            texts=0 if failed else len(pieces),
            characters=0 if failed else characters,
            failures=len(pieces) if failed else 0,
            micros=round(seconds * 1_000_000),
            cost=cost,
        )
        self._ledger.add(count)
        metrics.observe_translation(link.engine.name, count.texts, seconds, cost, failed.reason if failed else "")


def _grouped(pieces: Sequence[Piece], most: int, most_characters: int) -> list[list[Piece]]:
    """Pieces in order, so many together; 0 means without bound."""
    groups: list[list[Piece]] = []
    characters = 0
    for piece in pieces:
        characters += len(piece.text)
        full = not groups or (most and len(groups[-1]) >= most) or (most_characters and characters > most_characters)
        if full:
            groups.append([])
            characters = len(piece.text)
        groups[-1].append(piece)
    return groups
