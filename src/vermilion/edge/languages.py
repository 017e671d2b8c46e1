"""Which languages are offered, and which anybody can ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from vermilion import translation
from vermilion.infra.errors import Invalid
from vermilion.infra.locales import ENGLISH

# What a member may read or write in; the interface itself has fewer.
LANGUAGES = (
    "en", "zh-Hans", "zh-Hant", "es", "ja", "ko", "fr", "de", "pt", "ru", "ar", "hi", "id", "vi", "th", "ms", "tl",
    "it", "nl", "pl", "tr", "uk", "fa", "he", "bn", "ta", "ur", "sv", "da", "nb", "fi", "cs", "el", "hu", "ro",
    "ca", "sw", "am", "km", "my", "mn", "ne", "si",
)  # fmt: skip

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?")
_NONE = frozenset({"und", "mul", "mis", "zxx"})  # what CLDR names beside languages


def offered(own: Sequence[str]) -> list[str]:
    """For a list to choose from: one's own languages, then all others."""
    return [*own, *(tag for tag in LANGUAGES if tag not in own)]


def known_language(tag: str, field: str) -> str:
    """The house's form of a BCP 47 tag. Invalid for what CLDR does not know: made-up tags would each be a language with
    pages and requests of its own."""
    target = _known(tag)
    if not target:
        raise Invalid("language", "Name a language by its tag, like en or zh-Hans.", field=field)
    return target


@lru_cache(1_000)
def _known(tag: str) -> str:
    """Empty for what is none."""
    target = translation.normal(tag) if _TAG.fullmatch(tag) else "und"
    return "" if target in _NONE or ENGLISH.language_name(target) == target else target
