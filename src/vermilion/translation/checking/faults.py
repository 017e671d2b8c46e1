"""Whether what an engine answered can be a translation at all. It does not say that it is a good one."""

from __future__ import annotations

import re
import unicodedata

from vermilion.translation.checking.lengths import is_of_likely_length
from vermilion.translation.checking.written import is_in

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
    if not is_of_likely_length(source, said, source_language, target):
        return "length"
    loops = _loops(said)
    if loops > REPEATED and loops > _loops(source) + REPEATED:
        return "repetition"
    if _is_copied(source, said):
        return "copied"
    return "" if is_in(said, target) else "language"


def _loops(text: str) -> int:
    """How often the same few words, or the same signs, follow themselves."""
    return max((len(match[0]) // len(match[1]) for match in _LOOP.finditer(text)), default=1)


def _is_copied(source: str, said: str) -> bool:
    """One or two words of Latin letters may be a name, which is the same in every language."""
    one, other = _folded(source), _folded(said)
    return one == other and (len(one.split()) > 2 or not one.isascii())


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


# The sign of an unknown token in several vocabularies, and the ends of others.
_BROKEN = re.compile("⁇|\ufffd|▁|<unk>|</?s>|<pad>|<\\|", re.IGNORECASE)
_LOOP = re.compile(f"(.{{1,{LONGEST_LOOP}}}?)\\1{{2,}}", re.DOTALL)
_WORD = re.compile(r"\w+")
