"""Taking a file: a bounded stream to disk, then to the storage, then a row and a job in one transaction."""

from __future__ import annotations

import asyncio
import errno
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import msgspec

from vermilion.infra import clock, ids, jobs
from vermilion.infra.db.types import Db, Reader, Tx
from vermilion.infra.errors import Invalid, TooLarge, TooMany, Unavailable, Unsupported
from vermilion.infra.settings import Settings
from vermilion.infra.storage import Storage
from vermilion.media import queries
from vermilion.media.decoding import Format
from vermilion.media.models import PICTURES_ONLY, Media, Purpose, media_of, original_key
from vermilion.media.sniffing import ENOUGH, kind_of, sniff

MOST_UNFINISHED = 60  # three notes full of pictures
MOST_BYTES_A_DAY = 4_000_000_000
MOST_FILES_A_DAY = 1_000
PIECE = 1 << 20


class _Received(msgspec.Struct, frozen=True):
    form: Format
    size: int


async def accept_upload(
    db: Db,
    storage: Storage,
    settings: Settings,
    *,
    owner_id: int,
    purpose: Purpose,
    body: AsyncIterator[bytes],
    declared: int | None,
) -> Media:
    """Keep an upload durably and ask for its processing; `declared` is the Content-Length, if one was sent.

    Raises Unsupported, TooLarge, TooMany, or Invalid (`media.empty`, `media.incomplete`), with nothing kept.
    """
    await _require_room(db.read, owner_id)
    folder = settings.data / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    media_id = ids.new_id()
    key = original_key(media_id, secrets.token_hex(16))
    with NamedTemporaryFile(dir=folder) as file:
        try:
            received = await _receive(body, file, settings, purpose, declared)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise Unavailable("storage.full", "There is no room for files right now.") from error
            raise
        await storage.put(key, Path(file.name))
    try:
        return await db.write(lambda tx: _record(tx, media_id, owner_id, purpose, key, received))
    except Exception:
        # Not when cancelled: the row may be on its way to the disk. What is left over then is swept.
        await storage.delete(key)
        raise


async def _require_room(reader: Reader, owner_id: int) -> None:
    since = ids.id_at(clock.now() - clock.DAY, 0)
    files, size = await reader.one(queries.LOAD, owner_id, since) or (0, 0)
    if files >= MOST_FILES_A_DAY or size >= MOST_BYTES_A_DAY:
        raise TooMany("media.quota", "You have sent a lot today. Please go on tomorrow.", retry_after=3600)
    if await reader.value(queries.UNFINISHED, owner_id, since) >= MOST_UNFINISHED:
        raise TooMany("media.too_many_waiting", "Your other files are still being prepared.", retry_after=30)


async def _receive(
    body: AsyncIterator[bytes], file: IO[bytes], settings: Settings, purpose: Purpose, declared: int | None
) -> _Received:
    """Write the body to `file`, judging it as early as possible."""
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
    return _Received(form, size)


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


async def _record(tx: Tx, media_id: int, owner_id: int, purpose: Purpose, key: str, received: _Received) -> Media:
    await _require_room(tx, owner_id)
    kind, now = kind_of(received.form), clock.now()
    await tx.run(queries.INSERT, media_id, owner_id, purpose, kind, key, received.size, now)
    await jobs.enqueue(tx, f"media.process_{kind}", media_id=media_id)
    row = await tx.one(queries.BY_IDS, [media_id])
    assert row is not None  # noqa: S101 - inserted above
    return media_of(row)
