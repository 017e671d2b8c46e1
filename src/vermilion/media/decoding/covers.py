"""A still out of a video: the poster, and the cover that an author chose."""

from __future__ import annotations

from pathlib import Path

import msgspec
from av.video.frame import VideoFrame

from .bounds import Bounds
from .frames import Upright, open_video, still, video_stream
from .protocol import Decoded, Format, Refused
from .sizes import write_sizes


class Glimpse(msgspec.Struct, frozen=True):
    """An upright frame, when the video's first frame is shown (seconds), and what turns the other frames alike."""

    frame: VideoFrame
    begins: float
    upright: Upright


def decode_cover(source: Path, folder: Path, bounds: Bounds, at_ms: int) -> Decoded:
    """Write the sizes of the frame at `at_ms` of one of our own videos, or of its last one. Raises Refused."""
    return write_sizes(still(glimpse(source, "mp4", bounds, at_ms / 1000).frame), folder)


def glimpse(source: Path, form: Format, bounds: Bounds, at: float) -> Glimpse:
    """The frame that is shown `at` seconds into the video, at a third of shorter ones. Raises Refused."""
    with open_video(source, form) as container:
        stream = video_stream(container, bounds)
        begins, latest, seen = 0.0, None, 0
        if container.duration:
            at = min(at, container.duration / 3_000_000)
        for frame in container.decode(stream):
            if latest is None:
                begins = frame.time or 0.0
            latest, seen = frame, seen + 1
            if (frame.time or 0.0) - begins >= at or seen > bounds.max_seconds * 60:
                break
        if latest is None:
            raise Refused("media.no_frames")
        upright = Upright()
        return Glimpse(upright(latest), begins, upright)
