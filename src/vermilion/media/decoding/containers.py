"""Whether a container goes on as far as its own index of parts says."""

from __future__ import annotations

import os
from typing import BinaryIO

MOST_PARTS = 200_000
UNKNOWN_SIZE = 0xFF_FFFF_FFFF_FFFF


def whole_boxes(file: BinaryIO, size: int) -> bool:
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


def whole_matroska(file: BinaryIO, size: int) -> bool:
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
