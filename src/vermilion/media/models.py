"""Uploads as the house keeps them: structs, events, keys, and what can go wrong, in words."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from vermilion.infra import ids
from vermilion.infra.db.types import Row
from vermilion.infra.errors import Problem
from vermilion.infra.events import Event
from vermilion.infra.locales import N_
from vermilion.media.sniffing import Kind

Purpose = Literal["note", "cover", "avatar", "comment"]
PICTURES_ONLY: frozenset[Purpose] = frozenset({"cover", "avatar", "comment"})

WAITING = "waiting"
PROCESSING = "processing"
READY = "ready"
FAILED = "failed"

URL = "/media/"
FILES = ("large.webp", "medium.webp", "small.webp", "video.mp4")
COLUMNS = (
    "id, owner_id, purpose, kind, state, progress, error, width, height, thumbhash, duration_ms, created_at, sizes"
)

# Why processing gave up: the stable code and what its owner is told (the message is the catalogue's key).
FAILURES = {
    "media.not_a_picture": N_("This file is not a picture that can be read."),
    "media.damaged": N_("This video is damaged and cannot be read."),
    "media.truncated": N_("This file ends too early: it was not saved or sent completely."),
    "media.too_many_pixels": N_("This is too large: a picture may have 80 megapixels, a video 4096 x 2304 pixels."),
    "media.too_many_frames": N_("This animation is too long."),
    "media.too_long": N_("This video is too long."),
    "media.no_video_stream": N_("There is no picture in this video."),
    "media.no_frames": N_("There is no picture in this video."),
    "media.unsupported": N_("This kind of file is not supported."),
    "media.lost": N_("Something went wrong here. Please send the file again."),
    "media.gave_up": N_("Something went wrong here. Please send the file again."),
}


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
        return URL + size.key.removeprefix("public/") if size else ""


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


class NoSuchRange(Problem):
    """The asked bytes lie outside of the file; `size` is the file's."""

    status = 416
    title = N_("Range not satisfiable")

    def __init__(self, size: int) -> None:
        super().__init__("media.no_such_range", N_("The file has no such bytes."))
        self.size = size


def media_of(row: Row) -> Media:
    """From a row of COLUMNS."""
    return Media(*(*row[:-1], sizes_of(row[-1])))


sizes_of = msgspec.json.Decoder(tuple[Size, ...]).decode


def original_key(media_id: int, token: str) -> str:
    """Where an original lies until it is processed; `token` is 32 random hexadecimal digits."""
    return f"originals/{media_id % 256:02x}/{media_id}-{token}"


def media_of_original(key: str) -> int | None:
    """The media id in the key of an original; None for a key that is none."""
    return ids.parse(key.rpartition("/")[2].partition("-")[0])


def public_key(original: str, file: str) -> str:
    """Where a made file is served: the same for every attempt, and it tells nothing about the original's key."""
    token = hashlib.blake2b(original.encode(), digest_size=16).hexdigest()
    return f"public/{token[:2]}/{token}-{file}"
