"""What has to be in a translation as often as in its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vermilion.translation.protecting.patterns import PROTECTED
from vermilion.translation.protecting.pictures import EMOJI_SIGN


def pieces(text: str) -> Counter[str]:
    """What has to be in a translation as often: all that is protected but line breaks, and measures, whose numbers are
    looked at. Each sign of a row of emoji stands by itself."""
    return Counter(piece for match in PROTECTED.finditer(text) for piece in pieces_of(match.lastgroup, match[0]))


def pieces_of(kind: str | None, text: str) -> Sequence[str]:
    """The same for one span."""
    if kind == "emoji":
        return EMOJI_SIGN.findall(text)
    return () if kind in _NOT_COUNTED else (text,)


def keeps_pieces(expected: Counter[str], allowed: Counter[str], translation: str) -> bool:
    """Whether everything protected stands in the whole translation, and no address, name, topic, sticker or emoji was
    added that is not `allowed` either. A price may be: `39元` becomes `¥39`."""
    found = pieces(translation)
    added = found - expected
    return not expected - found and not any(_ADDRESSED.match(piece) for piece in added if piece not in allowed)


_NOT_COUNTED = frozenset({"text", "break", "measure"})
_ADDRESSED = re.compile("[#＃@＠\\[［\U0001f000-\U0001faff]|" r"https?:|www\.|.+@|.*\.[a-z]{2,}", re.IGNORECASE)
