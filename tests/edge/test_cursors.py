"""Cursors that no list made."""

from __future__ import annotations

import pytest

from vermilion.edge import decode_cursor, encode_cursor
from vermilion.infra.errors import BadRequest
from vermilion.infra.ids import LARGEST


def test_a_cursor_comes_back_as_it_was() -> None:
    assert decode_cursor(encode_cursor(LARGEST), int) == LARGEST
    assert decode_cursor("", int) is None


@pytest.mark.parametrize("made_up", ["%", "é", "AAAA", "wQ", encode_cursor(2**64 - 1), encode_cursor("text")])
def test_made_up_cursors_are_refused(made_up: str) -> None:
    with pytest.raises(BadRequest):
        decode_cursor(made_up, int)
