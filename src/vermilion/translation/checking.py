"""Whether what an engine answered can be a translation at all. It does not say that it is a good one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from vermilion.infra.text import languages as detector
from vermilion.translation import protecting
from vermilion.translation.languages import base

# Characters a language takes to say what Simplified Chinese says with one, by the 1,012 sentences of FLORES-200.
DENSITY = {"zh": 1.0, "ja": 1.3, "ko": 1.5, "en": 3.05, "es": 3.6, "fr": 3.6, "th": 2.9, "ar": 2.8, "he": 2.5}
OTHER_DENSITY = 3.3
# How far from that a translation may be, and how much more is free for short texts.
LONGER, SHORTER = 3.0, 3.5
FREE = 25
# How much oftener than in the source something may be said in a row.
REPEATED = 5
LONGEST_LOOP = 12


def fault(source: str, translation: str, source_language: str, target: str) -> str:
    """What is wrong with a translation, empty if nothing: `empty`, `broken`, `length`, `repetition`, `copied` or
    `language`. Both texts without what is protected."""
    said = translation.strip()
    if not said:
        return "empty"
    if _BROKEN.search(said) and not _BROKEN.search(source):
        return "broken"
    if not _is_of_likely_length(source, said, source_language, target):
        return "length"
    loops = _loops(said)
    if loops > REPEATED and loops > _loops(source) + REPEATED:
        return "repetition"
    if _is_copied(source, said):
        return "copied"
    return "" if _is_in(said, target) else "language"


def keeps_pieces(expected: Counter[str], allowed: Counter[str], translation: str) -> bool:
    """Whether everything protected stands in the whole translation, and no address, name, topic, sticker or emoji was
    added that is not `allowed` either. A price may be: `39元` becomes `¥39`."""
    found = protecting.pieces(translation)
    added = found - expected
    return not expected - found and not any(_ADDRESSED.match(piece) for piece in added if piece not in allowed)


def _is_of_likely_length(source: str, said: str, source_language: str, target: str) -> bool:
    likely = len(source.strip()) * DENSITY.get(base(target), OTHER_DENSITY)
    likely /= DENSITY.get(base(source_language), OTHER_DENSITY)
    return likely / SHORTER - FREE <= len(said) <= likely * LONGER + FREE


def _loops(text: str) -> int:
    """How often the same few words, or the same signs, follow themselves."""
    return max((len(match[0]) // len(match[1]) for match in _LOOP.finditer(text)), default=1)


def _is_copied(source: str, said: str) -> bool:
    """One or two words of Latin letters may be a name, which is the same in every language."""
    one, other = _folded(source), _folded(said)
    return one == other and (len(one.split()) > 2 or not one.isascii())


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _is_in(said: str, target: str) -> bool:
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
# The sign of an unknown token in several vocabularies, and the ends of others.
_BROKEN = re.compile("⁇|\ufffd|▁|<unk>|</?s>|<pad>|<\\|", re.IGNORECASE)
_LOOP = re.compile(f"(.{{1,{LONGEST_LOOP}}}?)\\1{{2,}}", re.DOTALL)
_WORD = re.compile(r"\w+")
_ADDRESSED = re.compile("[#＃@＠\\[［\U0001f000-\U0001faff]|" r"https?:|www\.|.+@|.*\.[a-z]{2,}", re.IGNORECASE)
