"""Puts translated texts together as their language sets them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermilion.translation import protecting
from vermilion.translation.languages import SPACELESS, base


def seamed(texts: Sequence[str], target: str) -> str:
    """Texts put together as the target sets them: with a space between words, without one between Chinese signs."""
    spaceless = base(target) in SPACELESS
    joined: list[str] = []
    for text in filter(None, texts):
        if spaceless and len(joined) > 1 and joined[-1] == " ":
            if _SPACELESS_END.search(joined[-2]) and _SPACELESS_START.match(text):
                joined.pop()
        elif not spaceless and joined and _WORD_END.search(joined[-1]) and _WORD_START.match(text):
            joined.append(" ")
        joined.append(text)
    return protecting.join(joined)


_WORD_END = re.compile(r"[\w.,!?;:)\]”’»%…]$")
_WORD_START = re.compile(r"[\w@＠#＃(¿¡“‘«]")
_SPACELESS_END = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60”’…]$")
_SPACELESS_START = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60“‘…]")
