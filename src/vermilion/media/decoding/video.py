"""Video: MP4, MOV and WebM to H.264 and AAC in an MP4 that starts at once, with a poster, without metadata."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av

from .bounds import Bounds
from .covers import glimpse, still
from .opening import open_video
from .protocol import Decoded, Format, Made
from .sizes import write_sizes
from .transcoding import transcode
from .wholeness import require_whole

# The index first, so that it starts at once; nothing of who wrote it.
MP4 = {"movflags": "+faststart", "fflags": "+bitexact"}


def decode_video(source: Path, form: Format, folder: Path, bounds: Bounds, progress: Callable[[int], None]) -> Decoded:
    """Write `video.mp4` and the sizes of its poster into `folder`. Raises Refused."""
    require_whole(source, form)
    poster = glimpse(source, form, bounds)
    film = folder / "video.mp4"
    with (
        open_video(source, form) as container,
        av.open(str(film), "w", format="mp4", options=MP4) as output,
    ):
        transcode(container, output, poster, bounds, progress)
    pictures = write_sizes(still(poster.frame), folder)
    width, height = poster.frame.width, poster.frame.height
    made = Made("video", film.name, width, height, film.stat().st_size)
    return Decoded(width, height, pictures.thumbhash, _duration(film), [made, *pictures.made])


def _duration(film: Path) -> int:
    """In milliseconds, as players will see it."""
    with av.open(str(film), "r", format="mov") as container:
        return round((container.duration or 0) / 1000)
