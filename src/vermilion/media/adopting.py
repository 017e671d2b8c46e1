"""Pictures and films that the house made itself: decoded in this process, without upload, queue or fence."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Literal

import msgspec

from vermilion.infra import clock, ids
from vermilion.infra.db.types import Tx
from vermilion.infra.storage import Storage
from vermilion.media import queries
from vermilion.media.decoding import Bounds, Decoded
from vermilion.media.keys import new_original_key, public_key
from vermilion.media.models import MediaReady, Purpose, Size


class Kept(msgspec.Struct, frozen=True):
    """What was decoded, and the files of it that lie in the storage for one upload."""

    decoded: Decoded
    sizes: tuple[Size, ...]


async def decode_own(source: Path, form: Literal["png", "mp4"], folder: Path) -> Decoded:
    """Decode one of our own files on a thread; what is made lies in `folder`. Never for what members send.

    Raises `decoding.Refused` for a file that no upload could be, either.
    """
    return await asyncio.to_thread(_decode, source, form, folder)


async def keep(storage: Storage, decoded: Decoded, folder: Path) -> Kept:
    """Store the files of `folder` under keys of their own, so that each `adopt` can be removed by itself."""
    origin = new_original_key(ids.new_id())  # nothing lies there; it makes the keys of what is served
    made, files = decoded.made, {each.file for each in decoded.made}
    await asyncio.gather(*(storage.put(public_key(origin, file), folder / file) for file in files))
    sizes = [Size(each.name, public_key(origin, each.file), each.width, each.height, each.bytes) for each in made]
    return Kept(decoded, tuple(sizes))


async def adopt(tx: Tx, owner_id: int, purpose: Purpose, kept: Kept) -> int:
    """Make it an upload of somebody's, ready to be claimed; returns its id."""
    media_id, decoded = ids.new_id(), kept.decoded
    kind: Literal["picture", "video"] = "picture" if decoded.duration_ms is None else "video"
    await tx.run(
        queries.ADOPT,
        media_id,
        owner_id,
        purpose,
        kind,
        sum({size.key: size.bytes for size in kept.sizes}.values()),
        decoded.width,
        decoded.height,
        decoded.thumbhash,
        decoded.duration_ms,
        msgspec.json.encode(kept.sizes).decode(),
        clock.now(),
    )
    await tx.emit(MediaReady(media_id, owner_id, kind))
    return media_id


def _decode(source: Path, form: Literal["png", "mp4"], folder: Path) -> Decoded:
    # Imported where it is needed: web workers decode nothing.
    if form == "png":
        from vermilion.media.decoding.pictures import decode_picture

        return decode_picture(source, form, folder, Bounds())
    from vermilion.media.decoding.video import decode_video

    return decode_video(source, form, folder, Bounds(), lambda _: None)
