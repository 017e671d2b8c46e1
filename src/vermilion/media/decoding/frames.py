"""Reading a stranger's video: streams, upright frames, times that begin at nought."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import pyvips
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from .bounds import Bounds
from .protocol import Format, Refused

SHORT_SIDE = 1080
LONG_SIDE = 3840
# One demuxer a format and nothing but this file: no playlists, no network, no other formats in disguise.
CODECS = frozenset({"h264", "hevc", "mpeg4", "h263", "mjpeg", "prores", "vp8", "vp9", "av1"})
DEMUXERS = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
HIGH_DYNAMIC_RANGE = (16, 18)  # PQ and HLG, as phones record
BT709 = 1
# What undoes a rotation, which is counterclockwise in degrees.
TURNS = {90: ("transpose=cclock",), 180: ("hflip", "vflip"), 270: ("transpose=clock",)}


@contextmanager
def open_video(source: Path, form: Format) -> Iterator[InputContainer]:
    """The container; what the libraries cannot read becomes Refused(media.damaged)."""
    av.logging.set_level(None)
    try:
        with av.open(
            str(source),
            "r",
            format=DEMUXERS[form],
            options={"protocol_whitelist": "file"},
            metadata_errors="ignore",
        ) as container:
            yield container
    except (MemoryError, av.ExternalError):
        raise  # ours, not the file's
    except (av.FFmpegError, UnicodeDecodeError) as error:
        raise Refused("media.damaged") from error


def video_stream(container: InputContainer, bounds: Bounds) -> VideoStream:
    """The first moving stream, checked by what the headers claim. Raises Refused."""
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            break
    else:
        raise Refused("media.no_video_stream")
    if not readable(stream, CODECS):
        raise Refused("media.unsupported")
    context = stream.codec_context
    if context.width * context.height > bounds.max_video_pixels:
        raise Refused("media.too_many_pixels")
    if container.duration and container.duration > (bounds.max_seconds + 1) * av.time_base:
        raise Refused("media.too_long")
    context.options = {"max_pixels": str(bounds.max_video_pixels)}
    context.thread_count = 2
    return stream


def readable(stream: Any, codecs: frozenset[str]) -> bool:
    """Whether a stream is of one of these codecs, the decoders that strangers' bytes may reach."""
    # Without any decoder there is no context, whatever the stubs say.
    return stream.codec_context is not None and stream.codec_context.codec.canonical_name in codecs


class Upright:
    """Turns, scales and converts frames to upright 8-bit BT.709, to `box` or to one that fits the first frame.

    Follows a stream whose frames change half-way.
    """

    def __init__(self, box: tuple[int, int] | None = None) -> None:
        self._box = box
        self._shape: tuple[Any, ...] = ()
        self._graph = av.filter.Graph()
        self._tone = VideoReformatter()  # kept, because its tables take a second to make

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        rotation = frame.rotation % 360
        if frame.color_trc in HIGH_DYNAMIC_RANGE:
            frame = self._tone.reformat(
                frame, format="yuv420p", dst_color_trc=BT709, dst_color_primaries=BT709, dst_colorspace=BT709, threads=2
            )
        shape = (frame.width, frame.height, frame.format.name, rotation)
        if shape != self._shape:
            self._build(frame, shape)
        self._graph.push(frame)
        return cast(VideoFrame, self._graph.pull())

    def _build(self, frame: VideoFrame, shape: tuple[Any, ...]) -> None:
        width, height, _, rotation = shape
        if rotation in (90, 270):
            width, height = height, width
        self._box = self._box or fit_video(width, height)
        self._shape, self._graph = shape, av.filter.Graph()
        chain = self._graph.add_buffer(
            width=frame.width,
            height=frame.height,
            format=frame.format,
            time_base=frame.time_base or Fraction(1, 90_000),
        )
        scale = "scale={}:{}:out_range=tv:out_color_matrix=bt709".format(*self._box)
        for step in (*TURNS.get(rotation, ()), scale, "setsar=1", "format=yuv420p", "buffersink"):
            name, _, arguments = step.partition("=")
            following = self._graph.add(name, arguments)
            chain.link_to(following)
            chain = following
        self._graph.configure()


def fit_video(width: int, height: int) -> tuple[int, int]:
    """At most 1080 on the short side, even as H.264 wants it, never enlarged."""
    scale = min(1.0, SHORT_SIDE / min(width, height), LONG_SIDE / max(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def still(frame: VideoFrame) -> pyvips.Image:
    """A frame as an sRGB picture in memory."""
    plane = frame.reformat(format="rgb0").planes[0]
    image = pyvips.Image.new_from_memory(bytes(plane), plane.line_size // 4, frame.height, 4, "uchar")
    cut = image.crop(0, 0, frame.width, frame.height)[0:3]
    return cut.copy(interpretation="srgb").copy_memory()
