"""The H.264 that every browser plays."""

from __future__ import annotations

from fractions import Fraction

from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

TICKS = 90_000  # of the output, a second: times are kept as they are, also where frames come unevenly
X264 = {
    "preset": "veryfast",
    "crf": "23",
    "profile": "high",
    "maxrate": "6M",
    "bufsize": "12M",
    "g": "120",
    "a53cc": "0",  # captions hidden in frames are metadata, too
}


def add_film(output: OutputContainer, source: VideoStream, upright: VideoFrame) -> VideoStream:
    """A stream for frames like `upright`, about as many a second as `source` has."""
    rate = source.average_rate
    film = output.add_stream("libx264", rate=rate if rate and 1 <= rate <= 60 else 30, options=X264)
    film.width, film.height, film.pix_fmt = upright.width, upright.height, "yuv420p"
    context = film.codec_context
    context.time_base = Fraction(1, TICKS)
    context.thread_count = 2
    context.color_range, context.colorspace, context.color_primaries, context.color_trc = 1, 1, 1, 1  # BT.709
    return film
