"""A house that has just begun gets packs for the languages of its interface by itself, where the network allows."""

from __future__ import annotations

from vermilion.infra.settings import Settings
from vermilion.translation import packs
from vermilion.translation.engines.settings import TranslationSettings

PAIRS = (("zh-Hans", "en"), ("en", "zh-Hans"))
DONE = "first-packs"  # a mark beside the packs: what an operator removes later does not come back


async def fetch_first(settings: Settings, chosen: TranslationSettings) -> None:
    """Fetch what is missing, unless that was done once, nothing may be fetched, or no engine would use it."""
    folder = packs.folder_of(settings)
    mark = folder.parent / DONE
    embedded = any(engine.kind == "embedded" for engine in chosen.engines)
    if mark.exists() or not settings.translation_index or not embedded:
        return
    await packs.fetch_wanted(settings, PAIRS)
    there = {pack.tags for pack in packs.installed(folder).values()}
    if there.issuperset(PAIRS):
        mark.touch()
