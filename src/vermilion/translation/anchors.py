"""What others published, to stand beside one's own figures: other texts, so a rough guide and no match."""

from __future__ import annotations

import msgspec

from vermilion.translation.languages import base

WMT = "the test set of WMT22"
SOCIAL = "2,858 posts of a social network"


class Anchor(msgspec.Struct, frozen=True):
    """`chrf` is chrF++; None where only BLEU was published."""

    system: str
    bleu: float
    chrf: float | None
    on: str


_BOTH_WAYS: dict[str, tuple[Anchor, ...]] = {
    "zh>en": (
        Anchor("GPT-4o", 40.3, 63.9, SOCIAL),
        Anchor("Qwen3-8B", 33.2, 58.8, SOCIAL),
        Anchor("Qwen3-4B", 26.9, 54.3, SOCIAL),
        Anchor("Google", 28.5, None, WMT),
        Anchor("Firefox", 25.2, None, WMT),
        Anchor("NLLB", 17.0, None, WMT),
        Anchor("OPUS-MT", 16.8, None, WMT),
        Anchor("Argos", 15.9, None, WMT),
    ),
    "en>zh": (
        Anchor("GPT-4o", 49.2, 47.3, SOCIAL),
        Anchor("Qwen3-8B", 40.1, 38.9, SOCIAL),
        Anchor("Qwen3-4B", 36.4, 35.4, SOCIAL),
        Anchor("Google", 50.5, None, WMT),
        Anchor("Firefox", 39.4, None, WMT),
        Anchor("NLLB", 30.4, None, WMT),
        Anchor("Argos", 30.2, None, WMT),
        Anchor("OPUS-MT", 29.7, None, WMT),
    ),
}


def published(source: str, target: str) -> tuple[Anchor, ...]:
    """None but between Chinese and English."""
    return _BOTH_WAYS.get(f"{base(source)}>{base(target)}", ())
