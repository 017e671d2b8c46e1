"""Puts texts together, so that no address, topic or picture grows by what stands next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermilion.translation.protecting.signs import CJK, NAME


def join(parts: Sequence[str]) -> str:
    """Texts put together, with a space where a piece would otherwise swallow what stands next to it."""
    joined = ""
    for part in parts:
        if part and joined and _swallows(joined, part):
            joined += " "
        joined += part
    return joined


def _swallows(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if first in "#＃@＠":
        return len(after) > 1 and (last in "&/@_." or (last.isalnum() and not _SPACELESS.match(last)))
    is_letter = first.isalnum() or first in "_/"
    if tail := _ADDRESS_END.search(before, max(0, len(before) - _LONGEST_TAIL)):
        if tail[0][0] in "#＃@＠":
            return is_letter
        return not _BESIDE_URL.match(after) or (is_letter and last in "/=&?_%.-")
    if not is_letter:
        return last.isascii() and last.isalnum() and _FACE_WITH_LETTER.match(after) is not None
    return last.isascii() and first.isascii() and (last.isalnum() or (last in ".,_" and first.isdecimal()))


_LONGEST_TAIL = 300
# An address ends before Chinese signs, so what stands after them, as a topic, is looked at by itself.
_ADDRESS_END = re.compile(f"(?:(?i:https?://|www\\.)[^\\s{CJK}。，！？；：）」』】》、]*|[@＠][\\w.-]+|[#＃][{NAME}]*)$")
_FACE_WITH_LETTER = re.compile(r"[:;=][',]?-?[DPpOo3|/\\*](?![\w/])")
_BESIDE_URL = re.compile(f"[.,!?)]*(?:\\s|$)|[。，！？；：）」』】》、{CJK}]")
_SPACELESS = re.compile(f"[{CJK}]")
