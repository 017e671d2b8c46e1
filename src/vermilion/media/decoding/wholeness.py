"""Whether a file goes on as far as its own structure says: libraries are lenient here, each in its own way."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .protocol import Format, Refused

MOST_PARTS = 200_000
UNKNOWN_SIZE = 0xFF_FFFF_FFFF_FFFF


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
    """The trailer, perhaps followed by padding."""
    file.seek(max(0, size - 64))
    return file.read().rstrip(b"\0").endswith(b";")


def _webp(file: BinaryIO, size: int) -> bool:
    return int.from_bytes(file.read(8)[4:], "little") + 8 <= size


def _boxes(file: BinaryIO, size: int) -> bool:
    """ISO base media (MP4, MOV, HEIC, AVIF): every box of the top level ends within the file."""
    position, seen = 0, set[bytes]()
    for _ in range(MOST_PARTS):
        file.seek(position)
        head = file.read(16)
        if position == size or (len(head) < 8 and seen >= {b"moov"}):
            return bool(seen & {b"moov", b"meta"})
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:], "big")
        elif length == 0:
            length = size - position
        position += length
        if length < 8 or position > size:
            # Some phones leave padding behind the last box; without the index nothing can be read.
            return b"moov" in seen and head[:4] == bytes(4)
        seen.add(head[4:8])
    return False


def _matroska(file: BinaryIO, size: int) -> bool:
    """The EBML header, then one segment that ends within the file or leaves its size open."""
    file.seek(4)
    header = _vint(file)
    if header > size:
        return False
    file.seek(header, os.SEEK_CUR)
    if file.read(4) != b"\x18\x53\x80\x67":
        return False
    length = _vint(file)
    return length == UNKNOWN_SIZE or file.tell() + length <= size


def _vint(file: BinaryIO) -> int:
    """An EBML number: the leading zero bits of the first byte say how many bytes follow."""
    first = file.read(1)
    if not first or first == b"\0":
        return UNKNOWN_SIZE - 1
    more = 8 - first[0].bit_length()
    number = int.from_bytes(bytes([first[0] & (0x7F >> more)]) + file.read(more), "big")
    return UNKNOWN_SIZE if number == (1 << 7 * (more + 1)) - 1 else number


_CHECKS: dict[str, Callable[[BinaryIO, int], bool]] = {
    "png": _png,
    "gif": _gif,
    "webp": _webp,
    "avif": _boxes,
    "heic": _boxes,
    "mp4": _boxes,
    "mov": _boxes,
    "webm": _matroska,
}
