"""Pictures and videos with the addresses of their sizes."""

from __future__ import annotations

from base64 import b64encode
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from vermilion import media
from vermilion.cards.views import CoverView, PictureView, VideoView
from vermilion.infra.db import Reader
from vermilion.media import Media

CACHED = 50_000
Loaded = Mapping[int, Media]
_ready: OrderedDict[int, Media] = OrderedDict()  # a processed upload never changes again


async def load(reader: Reader, ids: Iterable[int]) -> Loaded:
    """Processed uploads by id."""
    wanted = set(ids)
    found = {identifier: _ready[identifier] for identifier in wanted if identifier in _ready}
    missing = list(wanted - found.keys())
    if missing:
        loaded = await media.by_ids(reader, missing)
        ready = {identifier: item for identifier, item in loaded.items() if item.state == "ready"}
        found.update(ready)
        if reader.committed:
            _ready.update(ready)
        while len(_ready) > CACHED:
            _ready.popitem(last=False)
    return found


def picture(loaded: Loaded, media_id: int, alt: str = "") -> PictureView | None:
    """A picture, or the poster of a video; None while it is not there."""
    item = loaded.get(media_id)
    large = item.size("large") if item else None
    if item is None or large is None:
        return None
    return PictureView(
        id=str(item.id),
        width=large.width,
        height=large.height,
        thumbhash=b64encode(item.thumbhash or b"").decode(),
        alt=alt,
        small=item.url("small"),
        medium=item.url("medium"),
        large=item.url("large"),
    )


def cover(loaded: Loaded, media_id: int, alt: str) -> CoverView | None:
    """The same for a card in a list."""
    whole = picture(loaded, media_id, alt)
    if whole is None:
        return None
    return CoverView(
        id=whole.id,
        width=whole.width,
        height=whole.height,
        thumbhash=whole.thumbhash,
        alt=alt,
        small=whole.small,
        medium=whole.medium,
    )


def video(loaded: Loaded, media_id: int, cover_id: int | None, alt: str) -> VideoView | None:
    """A video with the cover its author chose, or a frame of its own."""
    item = loaded.get(media_id)
    film = item.size("video") if item else None
    poster = picture(loaded, cover_id or media_id, alt)
    if item is None or film is None or poster is None:
        return None
    return VideoView(
        id=str(item.id),
        width=film.width,
        height=film.height,
        duration=(item.duration_ms or 0) / 1000,
        url=item.url("video"),
        poster=poster,
    )
