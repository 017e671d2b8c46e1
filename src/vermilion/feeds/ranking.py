"""Hot, for now: the logarithm of what people did with a note, plus its freshness; then authors spread apart.

score = log10(points) + age of publication / 12.5 hours, as Reddit's "hot" ranked links (reddit/r2, `_sorts.pyx`):
ten times the points are worth twelve and a half hours. The score of a note never decays; newer notes start higher,
so nothing has to be computed again while nobody touches it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from vermilion.counters import Counts
from vermilion.infra import clock

DECADE = 45_000 * clock.SECOND  # 12.5 hours
SCALE = 1_000_000
APART = 6  # an author comes again after so many others at the earliest


def points_of(counts: Counts) -> int:
    """What people did, weighed by the trouble it takes them."""
    return 1 + counts.likes + 2 * counts.collects + 3 * counts.comments + 4 * counts.shares


def score_of(created_at: int, counts: Counts) -> int:
    """A note's place, as an integer in millionths; `created_at` in microseconds."""
    return round((math.log10(points_of(counts)) + created_at / DECADE) * SCALE)


def spread(ranked: Iterable[tuple[int, int]], limit: int) -> Iterator[int]:
    """Note ids of (note id, author id) in their order, except that an author's next note waits until APART others
    were shown, as long as there are others."""
    last_shown: dict[int, int] = {}
    held: list[tuple[int, int]] = []
    source = iter(ranked)
    shown = 0
    exhausted = False
    while shown < limit:
        place = next((n for n, (_, author) in enumerate(held) if _is_free(last_shown, author, shown)), None)
        if place is not None:
            note_id, author_id = held.pop(place)
        elif exhausted:
            if not held:
                return
            note_id, author_id = held.pop(0)
        elif (following := next(source, None)) is None:
            exhausted = True
            continue
        elif not _is_free(last_shown, following[1], shown):
            held.append(following)
            continue
        else:
            note_id, author_id = following
        last_shown[author_id] = shown
        shown += 1
        yield note_id


def _is_free(last_shown: dict[int, int], author_id: int, shown: int) -> bool:
    last = last_shown.get(author_id)
    return last is None or shown - last > APART
