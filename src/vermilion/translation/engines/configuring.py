"""`translation.toml` in the data folder: which engines there are, and in which order a pair of languages asks them.

docs/translation.md describes it. Without the file there is the embedded engine alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from vermilion.infra.settings import SettingsError

FILE = "translation.toml"
RESERVED = frozenset({"human", "memory"})  # what people and the memory are called beside engines
PAIR = re.compile(r"[A-Za-z-]+>[A-Za-z-]+|\*")
CHAIN = re.compile(r"([A-Za-z-]+|\*)>([A-Za-z-]+|\*)|\*")


class EngineSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One engine. `timeout` and `pause` (how long it is left alone after failing) are seconds; `daily_budget` is in the
    operator's currency, prices are for a million tokens or characters; `extra` is sent along with each request."""

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
    extra: dict[str, Any] = {}

    @property
    def is_private(self) -> bool:
        """Texts of members that are not everybody's may go there. By default only to what runs in this house."""
        return self.kind == "embedded" if self.private is None else self.private

    def __repr__(self) -> str:
        return f"EngineSettings({self.name}, {self.kind})"  # never the key


class TranslationSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All engines, and for `zh>en`, `zh>*`, `*>en` or `*` the names of those to ask, the first one first."""

    engines: tuple[EngineSettings, ...] = (EngineSettings(name="local", kind="embedded"),)
    chains: dict[str, tuple[str, ...]] = {}

    def chain(self, source: str, target: str) -> tuple[str, ...]:
        """The names to ask for a pair of tags: the closest chain there is, else all engines in the file's order."""
        sources, targets = dict.fromkeys((source, _base(source), "*")), dict.fromkeys((target, _base(target), "*"))
        for one in sources:
            for other in targets:
                if found := self.chains.get(f"{one}>{other}"):
                    return found
        return self.chains.get("*") or tuple(engine.name for engine in self.engines)


def load(data: Path) -> TranslationSettings:
    """Read and check the file; keys are read from their files. SettingsError says what is wrong with it."""
    try:
        written = (data / FILE).read_bytes()
    except FileNotFoundError:
        return TranslationSettings()
    except OSError as error:
        raise SettingsError(f"{FILE}: {error}") from error
    try:
        settings = msgspec.toml.decode(written, type=TranslationSettings)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE}: {error}") from error
    engines = tuple(_checked(engine, data) for engine in settings.engines)
    _check_names(engines, settings.chains)
    return TranslationSettings(engines=engines, chains=settings.chains)


def _checked(engine: EngineSettings, data: Path) -> EngineSettings:
    def fail(what: str) -> SettingsError:
        return SettingsError(f"{FILE}: engine {engine.name}: {what}")

    if engine.name in RESERVED:
        raise fail("this name is taken")
    if engine.kind == "embedded" and engine.url:
        raise fail("an embedded engine has no url")
    if engine.kind != "embedded" and not _is_address(engine.url):
        raise fail("url begins with http:// or https://, without user, query or fragment")
    if engine.kind == "openai" and not engine.model:
        raise fail("model is missing")
    if engine.key and engine.key_file:
        raise fail("key and key_file are both given")
    if wrong := [pair for pair in engine.pairs if not PAIR.fullmatch(pair)]:
        raise fail(f'{wrong[0]!r} is not a pair: write "zh>en"')
    if not engine.key_file:
        return engine
    try:
        key = (data / engine.key_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise fail(f"key_file: {error}") from error
    return msgspec.structs.replace(engine, key=key)


def _check_names(engines: tuple[EngineSettings, ...], chains: Mapping[str, tuple[str, ...]]) -> None:
    names = [engine.name for engine in engines]
    if not names:
        raise SettingsError(f"{FILE}: there is no engine; remove the file to have the embedded one")
    if twice := [name for name in names if names.count(name) > 1]:
        raise SettingsError(f"{FILE}: two engines are called {twice[0]}")
    for pair, asked in chains.items():
        if not CHAIN.fullmatch(pair):
            raise SettingsError(f'{FILE}: chains: {pair!r} is not a pair: write "zh>en", "zh>*", "*>en" or "*"')
        if unknown := [name for name in asked if name not in names]:
            raise SettingsError(f"{FILE}: chains: {pair}: there is no engine {unknown[0]}")


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and plain


def _base(tag: str) -> str:
    return tag.partition("-")[0]
