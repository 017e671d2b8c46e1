"""What an operator says of engines: which there are, and in which order a pair of languages asks them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

FILE = "translation.toml"


class EngineSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One engine. `timeout` and `pause` (how long it is left alone after failing) are seconds; `daily_budget` is in the
    operator's currency, prices are for a million tokens or characters; `extra` is sent along with each request.
    `read_back` is of language models alone, which do so unless they are told not to."""

    name: Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_.-]{0,39}$")]
    kind: Literal["embedded", "openai", "libretranslate"]
    url: str = ""
    model: str = ""
    key: str = ""
    key_file: str = ""
    timeout: Annotated[float, Meta(gt=0, le=600)] = 60.0
    pause: Annotated[float, Meta(gt=0, le=3600)] = 30.0
    concurrency: Annotated[int, Meta(ge=1, le=256)] = 4
    daily_budget: Annotated[float, Meta(ge=0)] | None = None
    price_in: Annotated[float, Meta(ge=0)] = 0.0
    price_out: Annotated[float, Meta(ge=0)] = 0.0
    price_characters: Annotated[float, Meta(ge=0)] = 0.0
    private: bool | None = None
    pairs: tuple[str, ...] = ()
    read_back: bool | None = None
    extra: dict[str, Any] = {}

    @property
    def is_private(self) -> bool:
        """Texts of members that are not everybody's may go there. By default only to what runs in this house."""
        return self.kind == "embedded" if self.private is None else self.private

    @property
    def requests(self) -> int:
        """How many requests a translation takes, one after the other, each within `timeout`."""
        return 2 if self.kind == "openai" and self.read_back is not False else 1

    def __repr__(self) -> str:
        return f"EngineSettings({self.name}, {self.kind})"  # never the key


class TranslationSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All engines, and for `zh>en`, `zh>*`, `*>en` or `*` the names of those to ask, the first one first."""

    engines: tuple[EngineSettings, ...] = (EngineSettings(name="local", kind="embedded"),)
    chains: dict[str, tuple[str, ...]] = {}

    def chain(self, source: str, target: str) -> tuple[str, ...]:
        """The names to ask for a pair of tags: the closest chain there is, else all engines in the file's order."""
        sources, targets = (dict.fromkeys((tag, tag.partition("-")[0], "*")) for tag in (source, target))
        for one in sources:
            for other in targets:
                if found := self.chains.get(f"{one}>{other}"):
                    return found
        return self.chains.get("*") or tuple(engine.name for engine in self.engines)
