"""Cursors as programs and addresses carry them: opaque, and checked like any input when they come back."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TypeVar

import msgspec

from vermilion.infra.errors import BadRequest
from vermilion.infra.ids import LARGEST

T = TypeVar("T")
PAGE = 20
MAX_PAGE = 100


def encode_cursor(place: object | None) -> str | None:
    """None at the end of a list."""
    return None if place is None else urlsafe_b64encode(msgspec.msgpack.encode(place)).decode().rstrip("=")


def decode_cursor(text: str | None, kind: type[T]) -> T | None:
    """The place a cursor stands for; None for the first page. BadRequest for one that no list made."""
    if not text:
        return None
    try:
        raw = urlsafe_b64decode(text[:400] + "=" * (-len(text) % 4))
        place = msgspec.msgpack.decode(raw, type=kind)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise BadRequest("bad_cursor", "This cursor was not made by this list.") from error
    if isinstance(place, int) and place > LARGEST:  # msgpack counts further than a database
        raise BadRequest("bad_cursor", "This cursor was not made by this list.")
    return place
