"""Whether the engines and chains of `translation.toml` can be used at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from vermilion.infra.settings import SettingsError
from vermilion.translation.engines.settings import FILE, EngineSettings

RESERVED = frozenset({"human", "memory"})  # what people and the memory are called beside engines
PAIR = re.compile(r"[A-Za-z-]+>[A-Za-z-]+|\*")
CHAIN = re.compile(r"([A-Za-z-]+|\*)>([A-Za-z-]+|\*)|\*")


def check_engine(engine: EngineSettings) -> None:
    """SettingsError for what does not go together."""

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
    if engine.kind != "openai" and engine.read_back is not None:
        raise fail("read_back is for language models, of the kind openai")
    if engine.key and engine.key_file:
        raise fail("key and key_file are both given")
    if wrong := [pair for pair in engine.pairs if not PAIR.fullmatch(pair)]:
        raise fail(f'{wrong[0]!r} is not a pair: write "zh>en"')


def check_names(engines: Sequence[EngineSettings], chains: Mapping[str, Sequence[str]]) -> None:
    """SettingsError for engines of one name, and for chains of others than there are."""
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
