"""Reading a served file for an answer, whole or one range of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from vermilion.infra.errors import NotFound
from vermilion.infra.storage import Storage
from vermilion.media.ranges import asked_range, span_of

CONTENT_TYPES = {"webp": "image/webp", "mp4": "video/mp4"}


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
    asked = asked_range(range_header) if if_range in (None, etag) else None
    span = span_of(asked, await storage.size(key)) if asked else None
    if span is None:
        whole = await storage.stream(key)
        return PublicFile(200, whole.size, whole.size, etag, content_type, headers, whole.chunks)
    start, end = span
    part = await storage.stream(key, start, end)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{part.size}"
    return PublicFile(206, part.size, end - start, etag, content_type, headers, part.chunks)
