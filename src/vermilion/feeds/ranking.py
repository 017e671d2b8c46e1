"""Hot, for now: the logarithm of what people did with a note, plus its freshness; then authors spread apart, and every
eighth place is for a new note.

score = log10(points) + age of publication / 12.5 hours, as Reddit's "hot" ranked links (reddit/r2, `_sorts.pyx`):
ten times the points are worth twelve and a half hours. The score of a note never decays; newer notes start higher,
so nothing has to be computed again while nobody touches it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from vermilion.counters import Counts
from vermilion.infra import clock

DECADE = 45_000 * clock.SECOND  # 12.5 hours
SCALE = 1_000_000
# What would move a note by less leaves it where it is: 4.7% more points, or a quarter of an hour. A loved note is liked
# every second, and each time its entries would move in the indexes of all its channels.
NOTICEABLE = SCALE // 50
FRESH_EVERY, FRESH_FIRST = 8, 3
FRESH_FOR = clock.DAY
APART = 6  # an author comes again after so many others at the earliest


def points_of(counts: Counts) -> int:
    """What members did, weighed by the trouble it takes them. Shares are left out: anybody may repeat them, visitors
    too, and nobody shall lift a note with a loop."""
    return 1 + counts.likes + 2 * counts.collects + 3 * counts.comments


def score_of(created_at: int, counts: Counts) -> int:
    """A note's place, as an integer in millionths; `created_at` in microseconds."""
    return round((math.log10(points_of(counts)) + created_at / DECADE) * SCALE)


def spread(ranked: Iterable[tuple[int, int]], limit: int) -> Iterator[int]:
    """Note ids of (note id, author id) in their order, except that an author's next note waits until APART others
    were shown, as long as there are others."""
    # Only authors shown a moment ago have notes waiting, so there are never more than APART queues.
    waiting: dict[int, deque[tuple[int, int]]] = {}
    last_shown: dict[int, int] = {}
    source = enumerate(ranked)
    shown = 0
    while shown < limit:
        found = _first_free(waiting, last_shown, shown) or _next_free(source, waiting, last_shown, shown)
        if found is None:
            if not waiting:
                return
            found = min(waiting, key=lambda author: waiting[author][0]), None
        author_id, note_id = found
        if note_id is None:
            _, note_id = waiting[author_id].popleft()
            if not waiting[author_id]:
                del waiting[author_id]
        last_shown[author_id] = shown
        shown += 1
        yield note_id


def with_fresh(ranked: Sequence[int], fresh: Sequence[int]) -> list[int]:
    """The ranked notes with every FRESH_EVERYth place given to a fresh one, whatever its points: nobody can like what
    nobody is shown. Each note comes once, at the first of its places."""
    waiting = iter(fresh)
    order: dict[int, None] = {}
    for note_id in ranked:
        if len(order) % FRESH_EVERY == FRESH_FIRST:
            chance = next((new for new in waiting if new not in order), None)
            if chance is not None:
                order[chance] = None
        order.setdefault(note_id, None)
    return list(order)[: len(ranked)]


Found = tuple[int, int | None]  # author and note; None for the first that waits


def _first_free(waiting: dict[int, deque[tuple[int, int]]], last_shown: dict[int, int], shown: int) -> Found | None:
    free = [author for author in waiting if shown - last_shown[author] > APART]
    return (min(free, key=lambda author: waiting[author][0]), None) if free else None


def _next_free(
    source: Iterator[tuple[int, tuple[int, int]]],
    waiting: dict[int, deque[tuple[int, int]]],
    last_shown: dict[int, int],
    shown: int,
) -> Found | None:
    for place, (note_id, author_id) in source:
        last = last_shown.get(author_id)
        if author_id not in waiting and (last is None or shown - last > APART):
            return author_id, note_id
        waiting.setdefault(author_id, deque()).append((place, note_id))
    return None
