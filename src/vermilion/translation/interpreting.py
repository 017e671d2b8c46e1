"""Translating now and in this process, past memory and queue: for tools that need no running server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from vermilion.infra import clock
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings
from vermilion.translation import glossary, health
from vermilion.translation.models import Rendered, Text

if TYPE_CHECKING:
    from vermilion.translation.pipeline import Chain


class Interpreter:
    """The chain of the house and the words of its community."""

    def __init__(self, chain: Chain, words: glossary.Words) -> None:
        self._chain = chain
        self._words = words

    async def __call__(self, texts: Sequence[Text], target: str) -> list[Rendered]:
        """The texts in the target language (BCP 47), in order."""
        from vermilion.translation.pipeline import render

        return await render(texts, target, self._chain, self._words)

    def knows(self, source: str, target: str) -> bool:
        """Whether any engine does the pair, if all are well."""
        return self._chain.knows(source, target)


@asynccontextmanager
async def interpreter(db: Db, settings: Settings) -> AsyncIterator[Interpreter]:
    """What the engines cost is counted in the end. SettingsError says what is wrong with `translation.toml`."""
    from vermilion.translation import translating  # with the engines' large libraries
    from vermilion.translation.engines import configuring

    spent = await health.spent(db.read, clock.day_of(clock.now()))
    chain = translating.open_engines(settings, configuring.load(settings.data), spent)
    try:
        await chain.refresh()
        yield Interpreter(chain, await glossary.load(db.read))
    finally:
        await chain.close()
        if counts := chain.take_counts():
            await db.write(lambda tx: health.count(tx, counts))
