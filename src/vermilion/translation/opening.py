"""The one way from the door to the engines: their libraries are large, and for the process of a translator alone."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from vermilion.infra.db import Db, Reader
from vermilion.infra.settings import Settings
from vermilion.translation.engines.configuring import load

if TYPE_CHECKING:
    from vermilion.translation.translating import Translator


def configured(settings: Settings) -> list[str]:
    """The names of the engines in `translation.toml`, or of those without one. SettingsError says what is wrong."""
    return [engine.name for engine in load(settings.data).engines]


def budgets(settings: Settings) -> dict[str, float]:
    """What engines may cost a day, in the operator's currency; those without a bound are left out. SettingsError."""
    return {one.name: one.daily_budget for one in load(settings.data).engines if one.daily_budget is not None}


async def revision(reader: Reader) -> str:
    """What machines translate by at present: the program's words and the community's."""
    from vermilion.translation import glossary, pipeline

    return pipeline.revision(await glossary.load(reader))


def translator(db: Db, settings: Settings) -> AbstractAsyncContextManager[Translator]:
    """One that is ready to work: its `do_some` and `look_around` are to be called again and again."""
    from vermilion.translation import translating

    return translating.translator(db, settings)
