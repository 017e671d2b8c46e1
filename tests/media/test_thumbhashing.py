"""Our ThumbHash agrees with the published one wherever that one works."""

from __future__ import annotations

import pytest
import thumbhash as published
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vermilion.media.decoding.thumbhashing import thumbhash


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 16), st.integers(1, 16), st.randoms(use_true_random=False))
def test_it_agrees_on_opaque_pictures(width: int, height: int, random: st.DataObject) -> None:
    pixels = b"".join(random.randbytes(3) + b"\xff" for _ in range(width * height))  # type: ignore[attr-defined]  # a Random
    ours, theirs = thumbhash(width, height, pixels), bytes(published.rgba_to_thumb_hash(width, height, list(pixels)))
    # Half-way numbers are rounded as JavaScript does, not as Python does: a nibble may be one apart.
    assume(ours[3] & 7 == theirs[3] & 7)
    assert len(ours) == len(theirs)
    for a, b in zip(ours[5:], theirs[5:], strict=True):
        assert abs((a & 15) - (b & 15)) <= 1
        assert abs((a >> 4) - (b >> 4)) <= 1


def test_it_knows_the_average_and_the_shape() -> None:
    encoded = thumbhash(30, 20, bytes((255, 0, 0, 255)) * 600)
    assert published.thumb_hash_to_average_rgba(list(encoded)) == pytest.approx((1, 0, 0, 1), abs=0.05)
    assert published.thumb_hash_to_approximate_aspect_ratio(list(encoded)) == pytest.approx(1.5, abs=0.2)


def test_it_knows_transparency() -> None:
    half = thumbhash(20, 20, bytes((0, 0, 255, 255)) * 200 + bytes((0, 0, 0, 0)) * 200)
    red, green, blue, alpha = published.thumb_hash_to_average_rgba(list(half))
    assert blue > 0.9
    assert red < 0.1
    assert green < 0.1
    assert alpha == pytest.approx(0.5, abs=0.1)
