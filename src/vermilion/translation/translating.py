"""A translator: the engines and words that it holds, kept up to date, and what it tells of them."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

import msgspec

from vermilion.infra import clock, generations
from vermilion.infra.db import Db, Tx
from vermilion.infra.log import get_logger
from vermilion.infra.settings import Settings, SettingsError
from vermilion.translation import glossary, health, working
from vermilion.translation.engines.chain import Chain
from vermilion.translation.engines.configuring import load
from vermilion.translation.engines.counting import Count
from vermilion.translation.engines.embedded import EmbeddedEngine
from vermilion.translation.engines.opening import open_chain
from vermilion.translation.engines.settings import FILE, EngineSettings, TranslationSettings
from vermilion.translation.first_packs import fetch_first
from vermilion.translation.health import EngineState
from vermilion.translation.models import Rendered, Text
from vermilion.translation.packs.shelf import folder_of
from vermilion.translation.pipeline import render, revision

FEW = 8
REPORT = 10.0  # seconds between two words on engines whose state does not change
REFRESH = 60.0
# Seconds until the first packs are fetched, so that a short life costs nobody's network anything, and between attempts.
FIRST_PACKS, AGAIN = 60.0, 3600.0
log = get_logger("translation")


@asynccontextmanager
async def translator(db: Db, settings: Settings) -> AsyncIterator[Translator]:
    """One that is ready to work; in the end its figures are written and its engines closed."""
    spent = await health.spent(db.read, clock.day_of(clock.now()))
    chosen = _chosen(settings) or TranslationSettings()
    opened = Translator(db, settings, open_engines(settings, chosen, spent), await glossary.load(db.read))
    try:
        yield opened
    finally:
        await opened.close()


class Translator:
    """`do_some`, `look_around` and `fetch_packs` are for loops beside each other."""

    def __init__(self, db: Db, settings: Settings, chain: Chain, words: glossary.Words) -> None:
        self._db = db
        self._settings = settings
        self._chain = chain
        self._words = words
        self._glossary = -1
        self._changed_at = _changed_at(settings)
        self._retired: list[Chain] = []
        self._told: list[EngineState] = []
        self._unwritten: list[Count] = []
        self._report_at = self._refresh_at = 0.0
        self._fetch_at = time.monotonic() + FIRST_PACKS

    async def do_some(self) -> bool:
        """Do one batch; False when nothing was asked for."""
        while self._retired:
            await self._retire(self._retired.pop())
        if not await working.any_due(self._db.read):
            return False
        chain, words = self._chain, self._words
        work = partial(_rendered, chain, words)
        return await working.do_some(self._db, work, revision(words), partial(_together, chain)) > 0

    async def look_around(self) -> bool:
        """Take over other engines and words, and tell how the engines are; always False: nothing more to do now."""
        await self._take_over()
        moment = time.monotonic()
        if moment >= self._refresh_at:
            self._refresh_at = moment + REFRESH
            await self._chain.refresh()
        found = _states(self._chain)
        if moment >= self._report_at or _shown(found) != _shown(self._told):
            self._report_at = moment + REPORT
            await self._report(found)
        return False

    async def fetch_packs(self) -> bool:
        """Fetch the first packs of a new house; always False: nothing more to do now."""
        if time.monotonic() >= self._fetch_at:
            self._fetch_at = time.monotonic() + AGAIN
            if chosen := _chosen(self._settings):
                await fetch_first(self._settings, chosen)
        return False

    async def close(self) -> None:
        for chain in (*self._retired, self._chain):
            await self._retire(chain)
        await self._write_counts()

    async def _take_over(self) -> None:
        generation = await generations.read(self._db.read, glossary.GENERATION)
        if generation != self._glossary:
            self._words = await glossary.load(self._db.read)
            self._glossary = generation
        changed_at = _changed_at(self._settings)
        if changed_at != self._changed_at:
            self._changed_at = changed_at
            if chosen := _chosen(self._settings):
                self._retired.append(self._chain)  # a batch may be under way with it
                spent = await health.spent(self._db.read, clock.day_of(clock.now()))
                self._chain = open_engines(self._settings, chosen, spent)
                self._refresh_at = 0.0

    async def _report(self, found: list[EngineState]) -> None:
        other_pairs = [one.pairs for one in found] != [one.pairs for one in self._told]

        async def work(tx: Tx) -> None:
            await health.report(tx, found)
            if other_pairs:
                await working.revive(tx)

        await self._db.write(work)
        self._told = found
        await self._write_counts()
        self._chain.learn_spent(await health.spent(self._db.read, clock.day_of(clock.now())))

    async def _write_counts(self) -> None:
        self._unwritten += self._chain.take_counts()
        if counts := self._unwritten:
            await self._db.write(lambda tx: health.count(tx, counts))
            self._unwritten = []

    async def _retire(self, chain: Chain) -> None:
        await chain.close()
        self._unwritten += chain.take_counts()


async def _rendered(
    chain: Chain, words: glossary.Words, texts: Sequence[Text], target: str, tell: working.Tell
) -> list[Rendered]:
    return await render(texts, target, chain, words, progress=tell)


def _together(chain: Chain, source: str, target: str) -> int:
    """All texts for an engine that makes batches of them, a few for one that is asked over a wire, and one for a model
    that takes whole texts and its time: who waits for the first shall not wait for the last."""
    first = next(iter(chain.engines(source, target)), None)
    if first is None or first.kind == "embedded":
        return max(working.BATCHES.values())
    return 1 if first.whole else FEW


def open_engines(settings: Settings, chosen: TranslationSettings, spent: dict[str, int]) -> Chain:
    """The chain with the house's own packs."""

    def embedded(given: EngineSettings) -> EmbeddedEngine:
        engine = EmbeddedEngine(folder_of(settings))
        engine.name = given.name
        return engine

    return open_chain(chosen, embedded, spent)


def _chosen(settings: Settings) -> TranslationSettings | None:
    """None when the file cannot be used: whoever translates goes on as before."""
    try:
        return load(settings.data)
    except SettingsError as error:
        log.error("translation_settings", error=str(error))  # noqa: TRY400 - the message says it all
        return None


def _changed_at(settings: Settings) -> int:
    try:
        return (settings.data / FILE).stat().st_mtime_ns
    except OSError:
        return 0


def _states(chain: Chain) -> list[EngineState]:
    now = clock.now()
    return [
        EngineState(one.name, one.kind, one.model, place, tuple(one.pairs), one.state, one.error, now)
        for place, one in enumerate(chain.health())
    ]


def _shown(states: list[EngineState]) -> list[EngineState]:
    return [msgspec.structs.replace(one, seen_at=0) for one in states]
