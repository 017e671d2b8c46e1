"""In which scripts words are written, and which script a language has."""

from __future__ import annotations

import re

from vermilion.translation.languages import HAN, base


def has_words(text: str) -> bool:
    """Whether there is a letter of any script in it."""
    return LETTER.search(text) is not None


def scripts_of(text: str) -> set[str]:
    """The scripts of a text's letters, as `by_script` calls them."""
    return {match.lastgroup or "" for match in _SCRIPT.finditer(text)}


def by_script(sentence: str) -> list[tuple[str, str]]:
    """Script and text of each stretch; what is of no script goes with what stands before it."""
    places: list[tuple[str, int]] = []
    for match in _SCRIPT.finditer(sentence):
        script = match.lastgroup or ""
        if not places or places[-1][0] != script:
            places.append((script, match.start()))
    ends = [start for _, start in places[1:]] + [len(sentence)]
    starts = [0, *ends]
    return [(script, sentence[start:end]) for (script, _), start, end in zip(places, starts, ends, strict=False)]


def is_latin(text: str) -> bool:
    """Whether the first letter is a Latin one."""
    match = _SCRIPT.search(text)
    return match is not None and match.lastgroup == "latin"


def script_of(language: str) -> str:
    """The script that a language (BCP 47) is written in."""
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
LETTER = re.compile(r"[^\W\d_]")
