"""The sound of a video: any codec to AAC stereo, in step with the picture."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import av
from av.audio.frame import AudioFrame
from av.container import OutputContainer
from av.packet import Packet

SOUND_CODECS = frozenset({"aac", "mp3", "opus", "vorbis", "alac", "ac3", "eac3", "flac", "amr_nb", "amr_wb"}) | {
    f"pcm_{layout}" for layout in ("s16le", "s16be", "s24le", "s24be", "s32le", "s32be", "f32le", "f32be", "u8")
}
RATE = 48_000
FRAME = 1024  # samples an AAC frame


class Sound:
    """An encoder of sound that is told when the picture begins (seconds); gaps are filled, what is early is cut."""

    def __init__(self, output: OutputContainer, begins: float) -> None:
        self._begins = begins
        self._stream = output.add_stream("aac", rate=RATE, layout="stereo", bit_rate=128_000)
        self._graph: av.filter.Graph | None = None
        self._shape: tuple[object, ...] = ()

    def encode(self, frame: AudioFrame | None) -> list[Packet[Any]]:
        """Packets that are ready; None ends it."""
        if frame is None and self._graph is None:
            return []
        if frame is not None:
            shape = (frame.sample_rate, frame.format.name, frame.layout.name)
            if self._graph is None:
                self._graph, self._shape = _graph(frame), shape
            if shape != self._shape or frame.pts is None or frame.time_base is None:
                return []
            frame.pts -= round(self._begins / frame.time_base)
        assert self._graph is not None  # noqa: S101 - made above
        self._graph.push(frame)
        packets: list[Packet[Any]] = []
        while True:
            try:
                packets += self._stream.encode(cast(AudioFrame, self._graph.pull()))
            except (av.BlockingIOError, av.EOFError):
                break
        return packets + (self._stream.encode(None) if frame is None else [])


def _graph(frame: AudioFrame) -> av.filter.Graph:
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=frame.sample_rate,
        format=frame.format,
        layout=frame.layout,
        time_base=frame.time_base or Fraction(1, frame.sample_rate),
    )
    graph.link_nodes(
        source,
        graph.add("aresample", f"{RATE}:async=1000:first_pts=0"),
        graph.add("aformat", f"sample_fmts=fltp:sample_rates={RATE}:channel_layouts=stereo"),
        graph.add("abuffersink"),
    ).configure()
    graph.set_audio_frame_size(FRAME)
    return graph
