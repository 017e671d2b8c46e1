"""The sentences of a text with what is protected in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermilion.translation import protecting
from vermilion.translation.parting import sentences
from vermilion.translation.protecting import Span


def clauses_of(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans by sentence. A picture between two clauses ends the first like a full stop, so that no engine needs to see
    it; where it stands in the place of a word (`I ❤ you`) it stays inside."""
    clauses: list[list[Span]] = [[]]
    for place, span in enumerate(spans):
        if span.kind == "text":
            for sentence in sentences.split(span.text):
                clauses[-1].append(Span("text", sentence))
                if _ENDED.search(sentence):
                    clauses.append([])
        elif span.kind == "break" or (span.kind in protecting.PICTURES and _parts_clauses(clauses[-1], spans, place)):
            clauses += [[span], []]
        else:
            clauses[-1].append(span)
    return [clause for clause in clauses if clause]


def _parts_clauses(clause: Sequence[Span], spans: Sequence[Span], place: int) -> bool:
    following = spans[place + 1 : place + 2]
    sizes = (_size(clause[-1:]), _size(following))
    return min(sizes) != 1


def _size(spans: Sequence[Span]) -> int:
    """Words of Latin letters and signs of other scripts, 2 for any more."""
    return len(_WORDS.findall(spans[0].text)[:2]) if spans and spans[0].kind == "text" else 0


_ENDED = re.compile(r"[。！？!?…｡.;；][\"'”’」』）)\]】》»~～]*\s*$")
_WORDS = re.compile(r"[A-Za-z\u00c0-\u052f]+|[^\W\d_]")
