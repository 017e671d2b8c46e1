"""Files that come with a form, for those without scripts and for small pictures: taken, and waited for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from litestar.datastructures import UploadFile

from vermilion import media
from vermilion.edge import Context
from vermilion.edge.limits import UPLOAD
from vermilion.infra.errors import Invalid
from vermilion.media import FAILURES, Media, Purpose

PIECE = 64 * 1024
PATIENCE = 20.0  # seconds in which a picture is all but always ready
LOOK_AGAIN = 0.2

LARGEST_PICTURE_FORM = 64 * 1024 * 1024
LARGEST_NOTE_FORM = 512 * 1024 * 1024


async def ready(asked: Context, file: UploadFile, purpose: Purpose) -> Media:
    """Take a file and wait until it can be used. Raises Invalid where it cannot, or not in time."""
    sent = await settled(asked, [(await take(asked, file, purpose)).id])
    found = sent[0]
    if found.state == "failed":
        raise Invalid(found.error or "media.gave_up", FAILURES[found.error or "media.gave_up"], field=purpose)
    if found.state != "ready":
        raise Invalid(
            "media.not_ready", "The picture is taking a while to prepare. Send it again in a moment.", field=purpose
        )
    return found


async def take(asked: Context, file: UploadFile, purpose: Purpose) -> Media:
    """Hand a file over; it is processed soon. Raises what `media.accept_upload` raises."""
    house, account = asked.house, asked.require_active()
    house.limits.take_write(asked.viewer, asked.network, UPLOAD)
    return await media.accept_upload(
        house.db,
        house.storage,
        house.settings,
        owner_id=account.id,
        purpose=purpose,
        body=_pieces(file),
        declared=None,
    )


async def settled(asked: Context, media_ids: list[int]) -> list[Media]:
    """The uploads as they are once each is ready or failed, or patience is over."""
    until = time.monotonic() + PATIENCE
    while True:
        found = await media.by_ids(asked.db.read, media_ids)
        listed = [found[media_id] for media_id in media_ids]
        if all(item.state in {"ready", "failed"} for item in listed) or time.monotonic() > until:
            return listed
        await asyncio.sleep(LOOK_AGAIN)


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE):
        yield piece
