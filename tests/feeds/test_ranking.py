"""The order of Explore: what is done with a note counts, freshness counts, authors stand apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vermilion.counters import Counts
from vermilion.feeds.ranking import APART, score_of, spread, with_fresh
from vermilion.infra import clock


def test_ten_times_the_points_are_worth_half_a_day() -> None:
    now = clock.now()
    quiet_now, loud_before = score_of(now, Counts()), score_of(now - 45_000 * clock.SECOND, Counts(likes=9))
    assert abs(quiet_now - loud_before) <= 1
    assert score_of(now, Counts(comments=1)) > score_of(now, Counts(collects=1)) > score_of(now, Counts(likes=1))


def test_one_author_does_not_fill_the_page() -> None:
    ranked = [(note, 1) for note in range(10)] + [(note, note) for note in range(100, 130)]
    assert list(spread(ranked, 9)) == [0, 100, 101, 102, 103, 104, 105, 1, 106]
    assert list(spread([(note, 1) for note in range(5)], 9)) == [0, 1, 2, 3, 4]


@given(st.lists(st.integers(0, 8), max_size=60), st.integers(0, 80))
def test_nothing_is_lost_or_doubled(authors: list[int], limit: int) -> None:
    ranked = list(enumerate(authors))
    shown = list(spread(ranked, limit))
    assert len(shown) == min(limit, len(ranked))
    assert len(set(shown)) == len(shown)
    for place, note in enumerate(shown):
        near = [authors[other] for other in shown[max(0, place - APART) : place]]
        if authors[note] in near:  # only when nobody else was left
            rest = set(range(len(authors))) - set(shown[:place])
            assert all(authors[other] in near for other in rest)


def test_new_notes_get_their_chance() -> None:
    ranked = list(range(100, 120))
    assert with_fresh(ranked, [7, 8, 119])[:13] == [100, 101, 102, 7, 103, 104, 105, 106, 107, 108, 109, 8, 110]
    assert with_fresh(ranked, []) == ranked
    assert with_fresh(ranked, [119])[3] == 119
    assert sorted(with_fresh(ranked, [119])) == ranked


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 80)))
def test_a_chance_doubles_nothing(ranked: set[int], fresh: set[int]) -> None:
    shown = with_fresh(list(ranked), list(fresh))
    assert len(shown) == len(set(shown)) == len(ranked)
    assert set(shown) <= ranked | fresh
