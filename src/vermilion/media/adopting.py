"""Pictures and films that the house made itself: prepared in this process, without upload, queue or fence."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vermilion.infra import clock, ids
from vermilion.infra.db.types import Tx
from vermilion.infra.storage import Storage
from vermilion.media import queries
from vermilion.media.decoding import Bounds, Decoded
from vermilion.media.keys import new_original_key, public_key
from vermilion.media.models import MediaReady, Purpose, Size
from vermilion.media.sniffing import Kind

if TYPE_CHECKING:
    import pyvips


class Kept(msgspec.Struct, frozen=True):
    """A picture or film, and its files as they lie in the storage for one upload."""

    decoded: Decoded
    sizes: tuple[Size, ...]


def picture(image: pyvips.Image, folder: Path) -> Decoded:
    """Write the sizes of an upright sRGB image into `folder`."""
    from vermilion.media.decoding.sizes import write_sizes  # web workers draw nothing

    return write_sizes(image.copy_memory(), folder)


def film(source: Path, folder: Path) -> Decoded:
    """Write an MP4 of our own, as it is served, and its poster into `folder`. Never for what members send."""
    from vermilion.media.decoding.video import decode_video

    return decode_video(source, "mp4", folder, Bounds(), lambda _: None)


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
    kind: Kind = "picture" if decoded.duration_ms is None else "video"
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
