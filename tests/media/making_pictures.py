"""Pictures as phones and other programs write them, with the place in every corner where it is kept."""

from __future__ import annotations

import io
import struct
import zlib

import pillow_heif
import pyvips
from PIL import Image

PLACE = b"HIDDEN-PLACE"
LATITUDE = struct.pack("<II", 311_234_567, 10_000_000)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="31,13.824N" '
    b'exif:City="' + PLACE + b'"/></rdf:RDF></x:xmpmeta>'
)
# Whatever of these is found in a served file gives the place away, or that metadata was kept at all.
TRACES = (PLACE, LATITUDE, b"31,13.824N", b"+31.2304", b"Exif\0", b"EXIF", b"xmpmeta", b"XMP ", b"Photoshop", b"ICCP")


def pattern(width: int = 320, height: int = 240) -> pyvips.Image:
    """sRGB: the upper left quarter red, the upper right green, the lower left blue, the lower right white."""
    x, y = pyvips.Image.xyz(width, height)
    right, low = x >= width // 2, y >= height // 2
    red = right.ifthenelse(low, low.ifthenelse(0, 255))
    green = right.ifthenelse(255, 0)
    return red.bandjoin([green, low]).cast("uchar").copy(interpretation="srgb")


def exif(orientation: int = 1) -> bytes:
    """A TIFF block as in EXIF: orientation, a description that names the place, and a GPS directory."""
    first, gps = 8, 8 + 2 + 3 * 12 + 4
    values = gps + 2 + 2 * 12 + 4
    head = b"II*\0" + struct.pack("<I", first)
    main = struct.pack("<H", 3)
    main += struct.pack("<HHII", 0x010E, 2, len(PLACE), values)
    main += struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    main += struct.pack("<HHII", 0x8825, 4, 1, gps) + bytes(4)
    where = struct.pack("<H", 2) + struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0")
    where += struct.pack("<HHII", 2, 5, 3, values + len(PLACE)) + bytes(4)
    return head + main + where + PLACE + LATITUDE * 3


def jpeg(image: pyvips.Image | None = None, orientation: int = 1) -> bytes:
    """With EXIF, XMP, IPTC and a comment, all of which name the place."""
    plain: bytes = (image or pattern()).jpegsave_buffer(Q=90, keep="icc")
    iptc = b"\x1c\x02\x5a" + struct.pack(">H", len(PLACE)) + PLACE
    resource = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    segments = (
        (0xE1, b"Exif\0\0" + exif(orientation)),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        (0xED, resource),
        (0xFE, PLACE),
    )
    inserted = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in segments)
    return plain[:2] + inserted + plain[2:]


def png(image: pyvips.Image | None = None) -> bytes:
    """With eXIf, tEXt, compressed and international texts that name the place."""
    plain: bytes = (image or pattern()).pngsave_buffer(keep="none")
    texts = (
        png_chunk(b"eXIf", exif())
        + png_chunk(b"tEXt", b"Comment\0" + PLACE)
        + png_chunk(b"zTXt", b"Location\0\0" + zlib.compress(PLACE))
        + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
    )
    return plain[:33] + texts + plain[33:]


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def webp(image: pyvips.Image | None = None) -> bytes:
    return bytes(_marked(image or pattern()).webpsave_buffer(keep="all"))


def avif(image: pyvips.Image | None = None) -> bytes:
    marked = _marked(image or pattern())
    return bytes(marked.heifsave_buffer(compression="av1", effort=0, keep="all"))


def heic(size: tuple[int, int] = (320, 240), orientation: int = 1) -> bytes:
    picture = Image.frombytes("RGB", size, bytes(pattern(*size).write_to_memory()))
    written = io.BytesIO()
    pillow_heif.from_pillow(picture).save(written, quality=80, exif=b"Exif\0\0" + exif(orientation), xmp=XMP)
    return written.getvalue()


def gif(frames: int = 8, size: tuple[int, int] = (160, 120), delay: int = 70) -> bytes:
    """Animated, with a comment that names the place."""
    pages = [pattern(*size).linear(1, -20 * number).cast("uchar") for number in range(frames)]
    strip = pyvips.Image.arrayjoin(pages, across=1).copy()
    strip.set_type(pyvips.GValue.gint_type, "page-height", size[1])
    strip.set_type(pyvips.GValue.array_int_type, "delay", [delay] * frames)
    plain = bytes(strip.gifsave_buffer())
    return plain[:-1] + b"\x21\xfe" + bytes([len(PLACE)]) + PLACE + b"\0;"


def _marked(image: pyvips.Image) -> pyvips.Image:
    marked = image.copy()
    marked.set_type(pyvips.GValue.blob_type, "exif-data", b"Exif\0\0" + exif())
    marked.set_type(pyvips.GValue.blob_type, "xmp-data", XMP)
    return marked
