"""Whether a text is written as its language is."""

from __future__ import annotations

import re
from collections import Counter

from vermilion.infra.text import languages as detector
from vermilion.translation.languages import base


def is_in(said: str, target: str) -> bool:
    """Whether it is written as the target is written; where that leaves a doubt, whether a model is sure that it is
    another language."""
    language = base(target)
    if language not in _OWN:
        if len(_EAST_ASIAN.findall(said)) * 4 > len(said):
            return False
        return len(said) < _ENOUGH or not _is_surely_other(said, language)
    scripts = Counter(match.lastgroup for match in _SCRIPTS.finditer(said))
    if not any(scripts[name] for name in _OWN[language]):
        # Nothing but a name, perhaps.
        return scripts["latin"] <= _NAMES and scripts.total() == scripts["latin"]
    if language == "zh":
        return (scripts["kana"] + scripts["hangul"]) * 4 <= scripts.total()
    return language != "ja" or scripts["kana"] > 0 or scripts["han"] < _ENOUGH


def _is_surely_other(said: str, language: str) -> bool:
    found = detector.detect(said)
    return base(found.tag) not in {language, "und"} and found.confidence >= 0.95


_ENOUGH = 24  # letters that tell a language
_NAMES = 24  # Latin letters that may be nothing but names in any language
_OWN = {"zh": ("han",), "ja": ("kana", "han"), "ko": ("hangul",), "ru": ("other",), "uk": ("other",), "ar": ("other",),
        "th": ("other",), "he": ("other",), "el": ("other",), "hi": ("other",), "fa": ("other",)}  # fmt: skip
_SCRIPTS = re.compile(
    "(?P<han>[\u3400-\u9fff])|(?P<kana>[\u3041-\u30ff])|(?P<hangul>[\uac00-\ud7a3])"
    "|(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff])|(?P<other>[\u0370-\u1cff])"
)
_EAST_ASIAN = re.compile("[\u3041-\u9fff\uac00-\ud7a3]")
