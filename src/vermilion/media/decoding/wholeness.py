"""Whether a file goes on as far as its own structure says: libraries are lenient here, each in its own way."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .containers import MOST_PARTS, whole_boxes, whole_matroska
from .protocol import Format, Refused


def require_whole(source: Path, form: Format) -> None:
    """Raise Refused(media.truncated) for a file that was cut off. JPEG is left to its decoder, which is strict."""
    check = _CHECKS.get(form)
    if check is None:
        return
    with source.open("rb") as file:
        if not check(file, os.fstat(file.fileno()).st_size):
            raise Refused("media.truncated")


def _png(file: BinaryIO, size: int) -> bool:
    file.seek(8)
    for _ in range(MOST_PARTS):
        head = file.read(8)
        if len(head) < 8:
            return False
        file.seek(int.from_bytes(head[:4], "big") + 4, os.SEEK_CUR)
        if head[4:] == b"IEND":
            return file.tell() <= size
    return False


def _gif(file: BinaryIO, size: int) -> bool:
    """Header and palette, then blocks up to the trailer."""
    content = file.read(size)
    at = 13 + _palette(content, 10)
    for _ in range(MOST_PARTS):
        kind = content[at : at + 1]
        if kind == b";":
            return True
        if kind == b"!":  # an extension: its label, then data
            at = _after_data(content, at + 2)
        elif kind == b",":  # a frame: its box and palette, the size of its codes, then data
            at = _after_data(content, at + 11 + _palette(content, at + 9))
        else:
            return False
    return False


def _palette(content: bytes, at: int) -> int:
    """Bytes of the palette that the flags at `at` announce."""
    flags = content[at] if at < len(content) else 0
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_data(content: bytes, at: int) -> int:
    """Where a chain of data blocks ends; beyond the content if it does not."""
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1


def _webp(file: BinaryIO, size: int) -> bool:
    return int.from_bytes(file.read(8)[4:], "little") + 8 <= size


_CHECKS: dict[str, Callable[[BinaryIO, int], bool]] = {
    "png": _png,
    "gif": _gif,
    "webp": _webp,
    "avif": whole_boxes,
    "heic": whole_boxes,
    "mp4": whole_boxes,
    "mov": whole_boxes,
    "webm": whole_matroska,
}
