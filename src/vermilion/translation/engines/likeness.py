"""How alike two texts of one language are, letter by letter: what the reading back of a translation is judged by."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from vermilion.infra.text.han import to_simplified
from vermilion.translation.engines.sizes import WEIGHTS

STRETCH = 3.0  # letters' worth

_WITHIN = "'’-_"  # signs that end no clause


def folded(text: str) -> str:
    """Only its letters and digits, small, in simplified characters."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(to_simplified())
    return "".join(filter(str.isalnum, plain))


def clauses(text: str) -> list[str]:
    """What stands between its signs and lines, folded."""
    signs = (char if unicodedata.category(char)[0] in "LMNZ" or char in _WITHIN else "\n" for char in text)
    return [clause for clause in map(folded, "".join(signs).split("\n")) if clause]


def worth(text: str) -> float:
    """How much a folded text says, in Latin letters: a Chinese character says three."""
    return sum(map(_worth, text))


def likeness(one: str, other: str) -> float:
    """0 to 1, symmetric, of two folded texts: chrF (Popović 2015, beta 1) by stretches worth three letters, that is
    single Chinese characters, two kana or hangul, three Latin letters. Of the orders that were tried (1 to 6 as is
    usual, pairs of Chinese characters, mixtures) these tell two translations of a sentence best from two sentences."""
    if one == other:
        return 1.0
    ones, others = (Counter(stretches(text)) for text in (one, other))
    together = ones.total() + others.total()
    return 2 * (ones & others).total() / together if together else 0.0


def kept(part: str, whole: str) -> float:
    """The share of a folded part, 0 to 1, that a folded text has somewhere: by stretches, and by others twice as long,
    which a long text hardly has by chance. 1 for what has no stretch."""
    shares = [_found(part, whole, least) for least in (STRETCH, 2 * STRETCH)]
    return sum(shares) / len(shares)


def beyond(one: str, other: str) -> float:
    """The letters' worth that the one has and the other has not, each of the other's stretches counted once: what is
    said again is more, too."""
    more = Counter(stretches(one)) - Counter(stretches(other))
    return sum(_worth(stretch[0]) * times for stretch, times in more.items())


def stretches(text: str, least: float = STRETCH) -> Iterator[str]:
    """From each sign of a folded text on the fewest that are worth so much."""
    end, said = 0, 0.0
    for start, sign in enumerate(text):
        while said < least and end < len(text):
            said += _worth(text[end])
            end += 1
        if said < least:
            return
        yield text[start:end]
        said -= _worth(sign)


def _found(part: str, whole: str, least: float) -> float:
    found, known = list(stretches(part, least)), _known(whole, least)
    return sum(stretch in known for stretch in found) / len(found) if found else 1.0


@functools.lru_cache(maxsize=4)
def _known(whole: str, least: float) -> frozenset[str]:
    """Of a text that many parts are looked for in."""
    return frozenset(stretches(whole, least))


@functools.lru_cache(maxsize=8192)
def _worth(sign: str) -> float:
    return next((weight for pattern, weight in WEIGHTS if re.match(pattern, sign)), 1.0)
