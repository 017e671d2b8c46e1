"""Small files that ask for much."""

from __future__ import annotations

import struct
import zlib

from tests.media.making_pictures import png_chunk


def png_bomb(side: int = 30_000) -> bytes:
    """A square of one bit a pixel: a hundred kilobytes that are 2.7 GB as RGB."""
    packer = zlib.compressobj(1)
    row = bytes(1 + side // 8)
    packed = b"".join([packer.compress(row * 100) for _ in range(side // 100)]) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")


def gif_bomb(frames: int, side: int) -> bytes:
    """Many frames of one dot each, in the far corner of a canvas of `side` pixels squared."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\xff\0\0\0\xff\0"
    frame = (
        b"\x21\xf9\x04\x04\x05\0\0\0"
        + b"\x2c"
        + struct.pack("<HHHHB", side - 1, side - 1, 1, 1, 0)
        + b"\x02\x02\x44\x01\0"
    )
    return head + frame * frames + b";"


def jpeg_of_size(content: bytes, width: int, height: int) -> bytes:
    """The same JPEG, claiming another size in its header."""
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]
