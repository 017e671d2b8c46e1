"""Frames as they are to be seen."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import av
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

SHORT_SIDE = 1080
LONG_SIDE = 3840
HIGH_DYNAMIC_RANGE = (16, 18)  # PQ and HLG, as phones record
BT709 = 1
# What undoes a rotation, which is counterclockwise in degrees.
TURNS = {90: ("transpose=cclock",), 180: ("hflip", "vflip"), 270: ("transpose=clock",)}


class Upright:
    """Turns, scales and converts frames to upright 8-bit BT.709 with square pixels, in a box that fits the first frame.

    Follows a stream whose frames change half-way. `pixel` is the shape of the stream's pixels, width to height.
    """

    def __init__(self, pixel: Fraction | None) -> None:
        self._pixel = pixel if pixel and 0.25 <= pixel <= 4 else Fraction(1)
        self._box: tuple[int, int] | None = None
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
        width = round(width * self._pixel)
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
