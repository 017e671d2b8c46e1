"""Simplified and traditional Chinese characters, and Japanese forms, by the tables of OpenCC."""

from __future__ import annotations

import functools
from importlib import resources

from opencc import OpenCC


def simplify(text: str) -> str:
    """A text in simplified characters, words looked at (乾燥 -> 干燥, 乾坤 -> 乾坤)."""
    return text if only_traditional().isdisjoint(text) else str(_converter("tw2s").convert(text))


def traditionalize(text: str) -> str:
    """A text in traditional characters as they are written in Taiwan, words looked at (头发 -> 頭髮, 发现 -> 發現)."""
    return text if text.isascii() else str(_converter("s2tw").convert(text))


@functools.cache
def to_simplified() -> dict[int, str]:
    """A `str.translate` table from every traditional character to its usual simplified form, one to one. Words are
    not looked at: that is right for comparing texts, not for showing them."""
    return {ord(char): forms[0] for char, forms in _table("TSCharacters") if forms[0] != char}


@functools.cache
def only_simplified() -> frozenset[str]:
    """Characters that no traditional text holds."""
    traditional = {form for _, forms in _table("STCharacters") for form in forms}
    return frozenset(char for char, _ in _table("STCharacters")) - traditional - _in_both()


@functools.cache
def only_traditional() -> frozenset[str]:
    """Characters that no simplified text holds."""
    simplified = {form for _, forms in _table("TSCharacters") for form in forms}
    return frozenset(char for char, _ in _table("TSCharacters")) - simplified - _in_both()


@functools.cache
def only_mainland() -> frozenset[str]:
    """Simplified characters that Japan writes otherwise (这, 们, 书, but not 国)."""
    return only_simplified() - {form for _, forms in _table("JPVariants") for form in forms}


@functools.cache
def only_japanese() -> frozenset[str]:
    """Characters as Japan alone simplified them (駅, 気, 広)."""
    japanese = {form for _, forms in _table("JPVariants") for form in forms}
    chinese = {char for name in ("STCharacters", "TSCharacters") for char, _ in _table(name)}
    chinese |= {form for name in ("STCharacters", "TSCharacters") for _, forms in _table(name) for form in forms}
    return frozenset(japanese - chinese)


@functools.cache
def _in_both() -> frozenset[str]:
    """Characters that the tables change but that both kinds of text hold (台, 里, 只)."""
    kept = {char for char, forms in _table("STCharacters") if char in forms}
    return frozenset(kept | {char for char, forms in _table("TSCharacters") if char in forms})


@functools.cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@functools.cache
def _table(name: str) -> list[tuple[str, list[str]]]:
    lines = (resources.files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [(char, forms.split(" ")) for char, _, forms in (line.partition("\t") for line in lines) if forms]
