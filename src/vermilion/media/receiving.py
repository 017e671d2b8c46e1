"""Reading a body to its end: what it is and how large it may be is judged as early as can be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import IO

import msgspec

from vermilion.infra.errors import Invalid, TooLarge, Unsupported
from vermilion.infra.settings import Settings
from vermilion.media.decoding import Format
from vermilion.media.models import PICTURES_ONLY, Purpose
from vermilion.media.sniffing import ENOUGH, kind_of, sniff

PIECE = 1 << 20


class Received(msgspec.Struct, frozen=True):
    """A whole file: its format and size in bytes."""

    form: Format
    size: int


async def receive(
    body: AsyncIterator[bytes], file: IO[bytes], settings: Settings, purpose: Purpose, declared: int | None
) -> Received:
    """Write the body to `file`. Raises Unsupported, TooLarge or Invalid."""
    form: Format | None = None
    limit = max(settings.max_picture_bytes, settings.max_video_bytes)
    waiting, size = bytearray(), 0
    _require_fit(declared or 0, limit)
    async for chunk in body:
        waiting += chunk
        size += len(chunk)
        if form is None and size >= ENOUGH:
            form, limit = _judge(waiting, settings, purpose, declared)
        _require_fit(size, limit)
        if len(waiting) >= PIECE:
            await asyncio.to_thread(file.write, waiting)
            waiting = bytearray()
    if not size:
        raise Invalid("media.empty", "This file is empty.")
    if declared is not None and declared != size:
        raise Invalid("media.incomplete", "The file did not arrive completely. Please send it again.")
    if form is None:
        form, limit = _judge(waiting, settings, purpose, declared)
        _require_fit(size, limit)
    file.write(waiting)
    file.flush()
    return Received(form, size)


def _judge(head: bytearray, settings: Settings, purpose: Purpose, declared: int | None) -> tuple[Format, int]:
    """The format, and how many bytes it may have."""
    form = sniff(bytes(head[:ENOUGH]))
    if form is None:
        raise Unsupported("media.unsupported", "This kind of file is not supported.")
    video = kind_of(form) == "video"
    if video and purpose in PICTURES_ONLY:
        raise Unsupported("media.not_a_picture", "Only a picture can be used here.")
    limit = settings.max_video_bytes if video else settings.max_picture_bytes
    _require_fit(declared or 0, limit)
    return form, limit


def _require_fit(size: int, limit: int) -> None:
    if size > limit:
        raise TooLarge("media.too_large", "This file is larger than {megabytes} MB.", megabytes=limit // 1_000_000)
