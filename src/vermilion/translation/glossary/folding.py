"""What makes two words the same."""

from __future__ import annotations

from vermilion.infra.text import han


def base(tag: str) -> str:
    """The language alone: `zh` of `zh-Hant`."""
    return tag.partition("-")[0].lower()


def folded(text: str, language: str) -> str:
    """Text as terms are compared: small letters and, in traditional texts, simplified characters. It has the same
    length as before, so that a place in one is that place in the other."""
    small = text.lower()
    if len(small) != len(text):  # a few letters become two (İ)
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return small.translate(han.to_simplified()) if language in _TRADITIONAL else small


_TRADITIONAL = frozenset({"zh-Hant", "zh-TW", "zh-HK", "zh-MO", "yue"})
