"""Whether an answer is written in the letters of its language."""

from __future__ import annotations

import re

# Of an answer's letters so many may be of scripts that are neither its language's nor in the text. Names are often
# given in Latin letters as well.
FOREIGN, FOREIGN_LATIN = 0.3, 0.5

_SCRIPTS = {"zh": "han", "ja": "han kana", "ko": "hangul han", "ru": "cyrillic", "uk": "cyrillic", "ar": "arabic",
            "th": "thai", "hi": "devanagari", "he": "hebrew", "el": "greek"}  # fmt: skip
_SCRIPT = re.compile(
    "(?P<han>[\u3400-\u9fff\uf900-\ufaff])|(?P<kana>[\u3041-\u30ff])|(?P<hangul>[\u1100-\u11ff\uac00-\ud7a3])"
    "|(?P<cyrillic>[\u0400-\u052f])|(?P<arabic>[\u0620-\u06d3\u0750-\u077f])|(?P<thai>[\u0e00-\u0e7f])"
    "|(?P<devanagari>[\u0900-\u097f])|(?P<hebrew>[\u05d0-\u05ea])|(?P<greek>[\u0370-\u03ff])"
)


def is_of_another_script(text: str, answer: str, target: str) -> bool:
    """Letters of the target's scripts, and whatever the text has itself: names stay as they are."""
    wanted = set(_SCRIPTS.get(target.partition("-")[0], "latin").split())
    letters = [char for char in answer if char.isalpha()]
    foreign = [char for char in letters if _script(char) not in wanted]
    if wanted.isdisjoint(map(_script, letters)) and any(_script(char) not in wanted for char in text if char.isalpha()):
        kept = all(map(str.isascii, letters)) and _is_copied(text, answer)
        return len(letters) > 6 and not kept
    new = [char for char in foreign if char not in text] if "latin" in wanted else _new_latin(text, answer, foreign)
    most = FOREIGN if "latin" in wanted else FOREIGN_LATIN
    return len(new) > most * len(letters) + 8


def _script(char: str) -> str:
    found = _SCRIPT.match(char)
    return found.lastgroup or "latin" if found else "latin"


def _new_latin(text: str, answer: str, foreign: list[str]) -> list[str]:
    """Of an answer in another script the Latin letters in words that the text does not have."""
    known = set(re.findall(r"[a-z]+", text.lower()))
    words = [word for word in re.findall(r"[a-z]+", answer.lower()) if word not in known]
    return [char for char in foreign if _script(char) != "latin" and char not in text] + list("".join(words))


def _is_copied(text: str, answer: str) -> bool:
    words, given = set(re.findall(r"\w+", answer.lower())), set(re.findall(r"\w+", text.lower()))
    return words <= given
