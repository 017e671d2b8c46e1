"""What the decoder is given: the file, and what it is to do with it within which bounds."""

from __future__ import annotations

from pathlib import Path

from vermilion.infra.jobs import JobContext
from vermilion.infra.settings import Settings
from vermilion.media import queries
from vermilion.media.decoding import Bounds, Refused, Task
from vermilion.media.models import media_of
from vermilion.media.sniffing import ENOUGH, Kind, kind_of, sniff


async def from_original(ctx: JobContext, original: str, path: Path) -> Task:
    """An upload, fetched to `path`. Raises NotFound or Refused."""
    await ctx.storage.fetch(original, path)
    with path.open("rb") as file:
        form = sniff(file.read(ENOUGH))
    if form is None:
        raise Refused("media.unsupported")
    kind = kind_of(form)
    return Task(kind, form, _bounds(ctx.settings, kind))


async def from_video(ctx: JobContext, video_id: int, at_ms: int, path: Path) -> Task:
    """A video of ours, of which a still is wanted, fetched to `path`. Raises NotFound or Refused."""
    row = await ctx.db.read.one(queries.BY_IDS, [video_id])
    video = media_of(row).size("video") if row else None
    if video is None:
        raise Refused("media.lost")
    await ctx.storage.fetch(video.key, path)
    return Task("cover", "mp4", _bounds(ctx.settings, "picture"), at_ms=at_ms)


def _bounds(settings: Settings, kind: Kind) -> Bounds:
    """Time grows with the length that is allowed: 4K with high dynamic range takes ten times as long as it lasts."""
    seconds = settings.max_video_seconds
    if kind == "picture":  # or the still of a video of ours, which may end a little later than its source
        return Bounds(max_seconds=seconds + 2, memory=2 << 30, cpu=60, wall=90, max_output_bytes=200_000_000)
    return Bounds(max_seconds=seconds, cpu=60 + 20 * seconds, wall=60 + 20 * seconds)
