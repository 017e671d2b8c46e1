"""In which language a text, a sentence and a run within a sentence is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vermilion.infra.text import languages as detector
from vermilion.infra.text.languages import UNKNOWN
from vermilion.translation.languages import HAN, base, normal, same_language

# From here on a detection is believed against what a text's tag says.
SURE = 0.9
# A run is long enough to have a language of its own with as many letters; shorter ones are words borrowed by the
# language around them.
LONG = {"latin": 12, "cjk": 4, "hangul": 4}
LONG_OTHERS = 8
WORDS_OF_LATIN = 3


class Run(msgspec.Struct, frozen=True):
    """A stretch of a text in one language (BCP 47)."""

    language: str
    text: str


def source_of(text: str, tag: str) -> str:
    """The language of a text whose author or client says it is `tag`, which is believed unless what is written is
    surely something else. `und` where there are no words."""
    found = detector.detect(text)
    if base(tag) == UNKNOWN or found.tag == UNKNOWN:
        return found.tag
    return found.tag if found.confidence >= SURE else normal(tag)


def runs(stretches: Sequence[str], around: str, target: str, is_all: bool = False) -> list[list[Run]]:
    """The stretches of one sentence (what lies between its protected pieces), each as runs by language; `around` is the
    language of the text it stands in, or (`is_all`) that it is. A word or two of Latin letters belong to the language
    they are used in."""
    sentence = " ".join(stretches)
    if len(_scripts(sentence)) < 2:
        language = around if is_all else _of_one_script(sentence, around)
        return [[Run(language, stretch)] for stretch in stretches]
    main = _main(sentence, around)
    return [_mixed(stretch, main, target) for stretch in stretches]


def has_words(text: str) -> bool:
    return _LETTER.search(text) is not None


def _mixed(text: str, main: str, target: str) -> list[Run]:
    found: list[Run] = []
    for script, stretch in _stretches(text):
        language = _of_stretch(script, stretch, main, target)
        if found and found[-1].language == language:
            found[-1] = Run(language, found[-1].text + stretch)
        else:
            found.append(Run(language, stretch))
    return found or [Run(main, text)]


def _scripts(text: str) -> set[str]:
    return {match.lastgroup or "" for match in _SCRIPT.finditer(text)}


def _main(sentence: str, around: str) -> str:
    found = detector.detect(sentence)
    if found.tag == UNKNOWN or same_language(found.tag, around):
        return around
    return found.tag if found.confidence >= 0.5 else around


def _of_one_script(sentence: str, around: str) -> str:
    """A sentence within a text of another language of the same script is hard to tell, so it has to be clear."""
    if base(around) == "zh" and _PLAIN_HAN.fullmatch(sentence):
        return around
    found = detector.detect(sentence)
    if found.tag == UNKNOWN or same_language(found.tag, around):
        return around
    if base(found.tag) in HAN and base(around) in HAN:
        # Pure Han in a Japanese text is Japanese, unless it is simplified as no Japanese would write it.
        simplified = found.tag == "zh-Hans" and found.confidence >= SURE
        return found.tag if simplified or found.tag == "ja" else around
    if _is_latin(sentence):
        sure = found.confidence >= SURE and len(sentence.split()) > WORDS_OF_LATIN
        return found.tag if sure or _writes_otherwise(around) else around
    return found.tag


def _of_stretch(script: str, stretch: str, main: str, target: str) -> str:
    letters = len(_LETTER.findall(stretch))
    long = letters >= LONG.get(script, LONG_OTHERS)
    if script == "latin":
        if not (long and len(stretch.split()) >= WORDS_OF_LATIN):
            return main
        return _of_one_script(stretch, main)
    foreign = same_language(main, target) and script != _script_of(main)
    if not long and not foreign:
        return main
    found = detector.detect(stretch)
    if found.tag == UNKNOWN or (script == "cjk" and base(main) in HAN):
        return main
    return found.tag


def _stretches(sentence: str) -> list[tuple[str, str]]:
    """Script and text; what is of no script goes with what stands before it."""
    places: list[tuple[str, int]] = []
    for match in _SCRIPT.finditer(sentence):
        script = match.lastgroup or ""
        if not places or places[-1][0] != script:
            places.append((script, match.start()))
    ends = [start for _, start in places[1:]] + [len(sentence)]
    starts = [0, *ends]
    return [(script, sentence[start:end]) for (script, _), start, end in zip(places, starts, ends, strict=False)]


def _is_latin(text: str) -> bool:
    match = _SCRIPT.search(text)
    return match is not None and match.lastgroup == "latin"


def _writes_otherwise(language: str) -> bool:
    return _script_of(language) != "latin"


def _script_of(language: str) -> str:
    if base(language) in HAN:
        return "cjk"
    return _SCRIPTS_OF.get(base(language), "latin")


_SCRIPTS_OF = {
    "ko": "hangul", "ru": "cyrillic", "uk": "cyrillic", "bg": "cyrillic", "sr": "cyrillic", "be": "cyrillic",
    "mk": "cyrillic", "kk": "cyrillic", "mn": "cyrillic", "ky": "cyrillic", "ar": "arabic", "fa": "arabic", "ur":
    "arabic", "ug": "arabic", "th": "thai", "hi": "indic", "mr": "indic", "ne": "indic", "he": "hebrew", "el": "greek",
}  # fmt: skip
_SCRIPT = re.compile(
    "(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)|(?P<cjk>[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]+)|(?P<hangul>[\u1100-\u11ff\uac00-\ud7a3]+)|(?P<cyrillic>[\u0400-\u052f]+)"
    "|(?P<arabic>[\u0620-\u06d3\u0750-\u077f]+)|(?P<thai>[\u0e00-\u0e7f]+)|(?P<indic>[\u0900-\u0dff]+)"
    "|(?P<hebrew>[\u05d0-\u05ea]+)|(?P<greek>[\u0370-\u03ff\u1f00-\u1fff]+)|(?P<other>[^\\W\\d_]+)"
)
_PLAIN_HAN = re.compile("[^A-Za-z\u00c0-\u1fff\u3041-\u30ff\uac00-\ud7a3\uff66-\uff9f]*")
_LETTER = re.compile(r"[^\W\d_]")
