"""A still out of a video: the poster, and the cover that an author chose."""

from __future__ import annotations

import itertools
from pathlib import Path

import av
import msgspec
import pyvips
from av.video.frame import VideoFrame

from .bounds import Bounds
from .opening import open_video, video_stream
from .protocol import Decoded, Format, Refused
from .sizes import write_sizes
from .upright import Upright

POSTER_AT = 1.0  # seconds: the first frames are often dark
MOST_FRAMES = 240


class Glimpse(msgspec.Struct, frozen=True):
    """An upright frame, when the video's first frame is shown (seconds), and what turns the other frames alike."""

    frame: VideoFrame
    begins: float
    upright: Upright


def decode_cover(source: Path, folder: Path, bounds: Bounds, at_ms: int) -> Decoded:
    """Write the sizes of the frame at `at_ms` of one of our own videos, or of its last one. Raises Refused."""
    with open_video(source, "mp4") as container:
        stream = video_stream(container, bounds)
        container.seek(at_ms * 1000)  # to the key frame before it
        latest = None
        for latest in container.decode(stream):
            if (latest.time or 0.0) * 1000 >= at_ms - 1:
                break
        if latest is None:
            raise Refused("media.no_frames")
        return write_sizes(still(latest), folder)


def glimpse(source: Path, form: Format, bounds: Bounds) -> Glimpse:
    """A frame that tells what a video shows: after a second, or at a third of a short one. Raises Refused."""
    with open_video(source, form) as container:
        stream = video_stream(container, bounds)
        at = min(POSTER_AT, container.duration / 3 / av.time_base) if container.duration else POSTER_AT
        begins, latest = 0.0, None
        for frame in itertools.islice(container.decode(stream), MOST_FRAMES):
            if latest is None:
                begins = frame.time or 0.0
            latest = frame
            if (frame.time or 0.0) - begins >= at:
                break
        if latest is None:
            raise Refused("media.no_frames")
        upright = Upright(stream.sample_aspect_ratio)
        return Glimpse(upright(latest), begins, upright)


def still(frame: VideoFrame) -> pyvips.Image:
    """A frame as an sRGB picture in memory."""
    plane = frame.reformat(format="rgb0").planes[0]
    image = pyvips.Image.new_from_memory(bytes(plane), plane.line_size // 4, frame.height, 4, "uchar")
    cut = image.crop(0, 0, frame.width, frame.height)[0:3]
    return cut.copy(interpretation="srgb").copy_memory()
