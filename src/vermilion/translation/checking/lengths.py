"""How long a translation may be, by how much languages say with a sign."""

from __future__ import annotations

from vermilion.translation.languages import base

# Characters a language takes to say what Simplified Chinese says with one, by the 1,012 sentences of FLORES-200.
DENSITY = {"zh": 1.0, "ja": 1.3, "ko": 1.5, "en": 3.05, "es": 3.6, "fr": 3.6, "th": 2.9, "ar": 2.8, "he": 2.5}
OTHER_DENSITY = 3.3
# How far from that a translation may be, and how much more is free for short texts.
LONGER, SHORTER = 3.0, 3.5
FREE = 25


def is_of_likely_length(source: str, said: str, source_language: str, target: str) -> bool:
    """Whether `said` in `target` is neither much shorter nor much longer than `source` lets expect."""
    likely = len(source.strip()) * DENSITY.get(base(target), OTHER_DENSITY)
    likely /= DENSITY.get(base(source_language), OTHER_DENSITY)
    return likely / SHORTER - FREE <= len(said) <= likely * LONGER + FREE
