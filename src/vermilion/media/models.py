"""Uploads as the house keeps them: structs and events."""

from __future__ import annotations

from typing import Literal

import msgspec

from vermilion.infra.db.types import Row
from vermilion.infra.events import Event
from vermilion.media.keys import url_of
from vermilion.media.sniffing import Kind

Purpose = Literal["note", "cover", "avatar", "comment"]
PICTURES_ONLY: frozenset[Purpose] = frozenset({"cover", "avatar", "comment"})

WAITING = "waiting"
PROCESSING = "processing"
READY = "ready"
FAILED = "failed"

COLUMNS = (
    "id, owner_id, purpose, kind, state, progress, error, width, height, thumbhash, duration_ms, created_at, sizes"
)


class Size(msgspec.Struct, frozen=True):
    """One served file: `name` is small, medium, large or video."""

    name: str
    key: str
    width: int
    height: int
    bytes: int


class Media(msgspec.Struct, frozen=True):
    """A picture or a video; `progress` in percent, box in pixels, `error` a key of FAILURES. Sizes come when ready.

    A video's small, medium and large are its poster.
    """

    id: int
    owner_id: int
    purpose: Purpose
    kind: Kind
    state: str
    progress: int
    error: str | None
    width: int | None
    height: int | None
    thumbhash: bytes | None
    duration_ms: int | None
    created_at: int
    sizes: tuple[Size, ...]

    def size(self, name: str) -> Size | None:
        return next((size for size in self.sizes if size.name == name), None)

    def url(self, name: str) -> str:
        """The address of a size, relative to the site; empty while there is none."""
        size = self.size(name)
        return url_of(size.key) if size else ""


class MediaReady(Event, frozen=True):
    """Processing ended well. What is ready never changes again."""

    media_id: int
    owner_id: int
    kind: Kind


class MediaFailed(Event, frozen=True):
    """Processing gave up for good; `code` is a key of FAILURES."""

    media_id: int
    owner_id: int
    code: str


def media_of(row: Row) -> Media:
    """From a row of COLUMNS."""
    return Media(*(*row[:-1], sizes_of(row[-1])))


sizes_of = msgspec.json.Decoder(tuple[Size, ...]).decode
