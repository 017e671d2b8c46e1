"""Any server that speaks LibreTranslate's API: its own, or one that took it over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeGuard

from vermilion.translation.engines import EngineFailed, Piece
from vermilion.translation.engines.calling import Server
from vermilion.translation.engines.settings import EngineSettings

# What versions have called the two ways to write Chinese, and others: the first that a server lists is used, else the
# last.
CODES = {
    "zh": ("zh-Hans", "zh-CN", "zh"),
    "zh-Hans": ("zh-Hans", "zh-CN", "zh"),
    "zh-Hant": ("zh-Hant", "zh-TW", "zt"),
    "pt-BR": ("pt-BR", "pb", "pt"),
    "nb": ("nb", "no"),
}
TAGS = {"zh-CN": "zh-Hans", "zh": "zh-Hans", "zt": "zh-Hant", "zh-TW": "zh-Hant", "pb": "pt-BR"}


class LibreTranslateEngine:
    """Knows its pairs once `refresh` has asked for them, or when the settings name them."""

    kind = "libretranslate"
    whole = False

    def __init__(self, settings: EngineSettings) -> None:
        self.name = settings.name
        self.private = settings.is_private
        self._settings = settings
        self._server = Server(settings.url, key=settings.key, private=self.private)
        self._codes: dict[str, frozenset[str]] = {}

    def model(self, source: str, target: str) -> str:
        return self._settings.model or "libretranslate"

    def pairs(self) -> list[str]:
        if not self._codes:
            return list(self._settings.pairs)
        return [
            f"{TAGS.get(code, code)}>{TAGS.get(target, target)}"
            for code, targets in self._codes.items()
            for target in sorted(targets)
            if target != code
        ]

    async def refresh(self) -> None:
        listed = await self._server.get("/languages")
        try:
            codes = {language["code"]: frozenset(map(str, language["targets"])) for language in listed}
        except (TypeError, KeyError) as error:
            raise EngineFailed("bad_response", "not a list of languages") from error
        self._codes = codes

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        answer = await self._server.post(
            "/translate",
            {
                "q": [piece.text for piece in pieces],
                "source": self._code(source),
                "target": self._code(target),
                "format": "text",
                **({"api_key": self._settings.key} if self._settings.key else {}),
            },
        )
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not _are_texts(texts) or len(texts) != len(pieces):
            raise EngineFailed("bad_response", "not as many translations as texts")
        return texts

    async def close(self) -> None:
        await self._server.close()

    def _code(self, tag: str) -> str:
        known = CODES.get(tag, (tag, tag.partition("-")[0]))
        listed = self._codes.keys() | frozenset().union(*self._codes.values())
        return next((code for code in known if code in listed), known[-1])


def _are_texts(texts: Any) -> TypeGuard[list[str]]:
    return isinstance(texts, list) and all(isinstance(text, str) for text in texts)
