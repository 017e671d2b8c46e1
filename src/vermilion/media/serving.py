"""Reading a served file for an answer, whole or one range of it (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import msgspec

from vermilion.infra.errors import NotFound, Problem
from vermilion.infra.locales import N_
from vermilion.infra.storage import Storage

CONTENT_TYPES = {"webp": "image/webp", "mp4": "video/mp4"}
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class NoSuchRange(Problem):
    """The asked bytes lie outside of the file; `size` is the file's."""

    status = 416
    title = N_("Range not satisfiable")

    def __init__(self, size: int) -> None:
        super().__init__("media.no_such_range", N_("The file has no such bytes."))
        self.size = size


class PublicFile(msgspec.Struct, frozen=True):
    """An answer: status 200 or 206, `length` bytes in `body`, and the headers that go with them."""

    status: int
    size: int
    length: int
    etag: str
    content_type: str
    headers: dict[str, str]
    body: AsyncIterator[bytes]


async def open_public(
    storage: Storage, key: str, range_header: str | None = None, if_range: str | None = None
) -> PublicFile:
    """A served file by its key, `public/` and what follows `/media/` in its address.

    Several ranges, and those that no one can read, are answered with the whole file, as the RFC allows.
    Raises NotFound, or NoSuchRange with the file's size.
    """
    content_type = CONTENT_TYPES.get(key.rpartition(".")[2])
    if not key.startswith("public/") or content_type is None:
        raise NotFound
    etag = f'"{key.rpartition("/")[2]}"'  # a file never changes under its key
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }
    asked = RANGE.fullmatch(range_header.strip()) if range_header and if_range in (None, etag) else None
    span = _span(asked[1], asked[2], await storage.size(key)) if asked else None
    if span is None:
        whole = await storage.stream(key)
        return PublicFile(200, whole.size, whole.size, etag, content_type, headers, whole.chunks)
    start, end = span
    part = await storage.stream(key, start, end)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{part.size}"
    return PublicFile(206, part.size, end - start, etag, content_type, headers, part.chunks)


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last, of `first-last` as asked; None if that says nothing."""
    if not (first or last) or (first and last and int(last) < int(first)):
        return None
    if first:
        start, end = int(first), min(int(last) + 1, size) if last else size
    else:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    if start >= end:
        raise NoSuchRange(size)
    return start, end
