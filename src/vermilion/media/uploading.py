"""Taking a file: a bounded stream to disk, then to the storage, then a row and a job in one transaction."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from vermilion.infra import clock, ids, jobs
from vermilion.infra.db.types import Db, Tx
from vermilion.infra.errors import Doubtful, Unavailable
from vermilion.infra.settings import Settings
from vermilion.infra.storage import Storage
from vermilion.media import queries
from vermilion.media.keys import new_original_key
from vermilion.media.models import Media, Purpose, media_of
from vermilion.media.quotas import require_room
from vermilion.media.receiving import Received, receive
from vermilion.media.sniffing import kind_of


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
    await require_room(db.read, owner_id)
    folder = settings.data / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    media_id = ids.new_id()
    key = new_original_key(media_id)
    with NamedTemporaryFile(dir=folder) as file:
        try:
            received = await receive(body, file, settings, purpose, declared)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise Unavailable("storage.full", "There is no room for files right now.") from error
            raise
        await storage.put(key, Path(file.name))
    try:
        return await db.write(lambda tx: _record(tx, media_id, owner_id, purpose, key, received))
    except Doubtful:
        raise  # its row may stand
    except Exception:
        # Not when cancelled: the row may be on its way to the disk. What is left over then is swept.
        await storage.delete(key)
        raise


async def _record(tx: Tx, media_id: int, owner_id: int, purpose: Purpose, key: str, received: Received) -> Media:
    await require_room(tx, owner_id)
    kind, now = kind_of(received.form), clock.now()
    await tx.run(queries.INSERT, media_id, owner_id, purpose, kind, key, received.size, now)
    await jobs.enqueue(tx, f"media.process_{kind}", media_id=media_id)
    row = await tx.one(queries.BY_IDS, [media_id])
    assert row is not None  # noqa: S101 - inserted above
    return media_of(row)
