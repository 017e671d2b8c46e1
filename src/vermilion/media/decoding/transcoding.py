"""A film's frames and sound, decoded and encoded in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from .bounds import Bounds
from .covers import Glimpse
from .encoding import TICKS, add_film
from .opening import readable, video_stream
from .protocol import Refused
from .sounds import SOUND_CODECS, Sound

MOST_PER_SECOND = 61  # frames that come closer together are left out
MOST_BROKEN_PACKETS = 50


def transcode(
    container: InputContainer,
    output: OutputContainer,
    poster: Glimpse,
    bounds: Bounds,
    progress: Callable[[int], None],
) -> None:
    """Decode, scale and encode all of it, in the order of the file."""
    stream = video_stream(container, bounds)
    sounding = next((track for track in container.streams.audio if readable(track, SOUND_CODECS)), None)
    film = add_film(output, stream, poster.frame)
    sound = Sound(output, poster.begins) if sounding else None
    last = -1.0
    for frame in _frames(container, stream, sounding):
        time = (frame.time or 0.0) - poster.begins
        if time > bounds.max_seconds + 1:
            raise Refused("media.too_long")
        if isinstance(frame, AudioFrame):
            if sound:
                output.mux(sound.encode(frame))
        elif time >= 0 and time - last > 1 / MOST_PER_SECOND:
            last = time
            picture = poster.upright(frame)
            picture.pts, picture.time_base = round(time * TICKS), Fraction(1, TICKS)
            picture.pict_type = 0  # the encoder decides where its own key frames are
            output.mux(film.encode(picture))
            if container.duration:
                progress(min(99, int(time * 100_000_000 / container.duration)))
    output.mux(film.encode(None))
    if sound:
        output.mux(sound.encode(None))


def _frames(
    container: InputContainer, stream: VideoStream, sounding: AudioStream | None
) -> Iterator[VideoFrame | AudioFrame]:
    """Frames of both streams; a few broken packets are left out, as players do."""
    broken = 0
    for packet in container.demux(*filter(None, (stream, sounding))):
        try:
            yield from cast(list[VideoFrame | AudioFrame], packet.decode())
        except av.InvalidDataError:
            broken += 1
            if broken > MOST_BROKEN_PACKETS:
                raise
