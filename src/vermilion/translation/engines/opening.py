"""From settings to a chain of engines that can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vermilion.translation.engines import Engine
from vermilion.translation.engines.chain import Chain
from vermilion.translation.engines.libretranslate import LibreTranslateEngine
from vermilion.translation.engines.openai_compatible import OpenAIEngine
from vermilion.translation.engines.settings import EngineSettings, TranslationSettings


def open_chain(
    settings: TranslationSettings,
    embedded: Callable[[EngineSettings], Engine],
    spent: Mapping[str, int] | None = None,
) -> Chain:
    """`embedded` makes the engine that runs in this process, which alone needs packs; `spent` is what each engine cost
    today, in millionths. Ask the chain to `refresh` before its first use: some engines learn their pairs by that."""
    makers: dict[str, Callable[[EngineSettings], Engine]] = {
        "embedded": embedded,
        "openai": OpenAIEngine,
        "libretranslate": LibreTranslateEngine,
    }
    return Chain(settings, [makers[engine.kind](engine) for engine in settings.engines], spent)
