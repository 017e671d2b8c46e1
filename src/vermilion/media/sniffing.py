"""What a file is, by its first bytes: its name and declared type are the sender's claims."""

from __future__ import annotations

from typing import Literal

from vermilion.media.decoding import Format

Kind = Literal["picture", "video"]
ENOUGH = 4096
VIDEOS: frozenset[Format] = frozenset({"mp4", "mov", "webm"})
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
AVIF = {b"avif", b"avis"}
# Top-level boxes that may come first in a QuickTime file without `ftyp`.
QUICKTIME = {b"moov", b"mdat", b"wide", b"free", b"skip"}


def sniff(head: bytes) -> Format | None:
    """The format of a file that begins with `head` (up to 4,096 bytes), None if it is not taken here."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"\x42\x82\x84webm" in head[:64] else None
    return _iso_media(head)


def kind_of(form: Format) -> Kind:
    return "video" if form in VIDEOS else "picture"


def _iso_media(head: bytes) -> Format | None:
    box, length = head[4:8], int.from_bytes(head[:4], "big")
    if box != b"ftyp":
        return "mov" if box in QUICKTIME else None
    # The brands: the main one, a version number, the compatible ones.
    brands = [head[at : at + 4] for at in (8, *range(16, min(length, len(head)), 4))]
    if AVIF & set(brands):
        return "avif"
    if HEIC & set(brands):
        return "heic"
    if brands[0] in (b"mif1", b"msf1"):
        return None
    return "mov" if brands[0] == b"qt  " else "mp4"
