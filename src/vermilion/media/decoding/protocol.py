"""What parent and child say to each other: one task on stdin, then lines of JSON on stdout."""

from __future__ import annotations

from typing import Literal

import msgspec

from .bounds import Bounds

Format = Literal["jpeg", "png", "gif", "webp", "avif", "heic", "mp4", "mov", "webm"]
SOURCE = "source"
FILES = ("large.webp", "medium.webp", "small.webp", "video.mp4")  # all that a child may make


class Task(msgspec.Struct, frozen=True):
    """Decode the file SOURCE of the working folder. `cover` takes a still from a video at `at_ms`."""

    action: Literal["picture", "video", "cover"]
    format: Format
    bounds: Bounds
    at_ms: int = 0


class Made(msgspec.Struct, frozen=True):
    """A file made in the working folder: `name` is its size (small, medium, large, video)."""

    name: str
    file: str
    width: int
    height: int
    bytes: int


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far the child is, in percent."""

    percent: int


class Decoded(msgspec.Struct, frozen=True, tag="decoded"):
    """All went well. `width` and `height` are the box of what is shown first; `thumbhash` is raw bytes.

    Two sizes with the same box share one file.
    """

    width: int
    height: int
    thumbhash: bytes
    duration_ms: int | None
    made: list[Made]


class Refusal(msgspec.Struct, frozen=True, tag="refused"):
    """The file itself is at fault; trying again would not help."""

    code: str


Message = Progress | Decoded | Refusal


class Refused(Exception):
    """A file that is not taken; `code` is stable and shown to its owner, such as `media.truncated`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
