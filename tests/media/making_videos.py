"""Films as phones and other programs write them."""

from __future__ import annotations

import math
import struct
from array import array
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

LOCATION = "+31.2304+121.4737+010.000/"
SEI = b"http://www.v"  # the beginning of an address that x264 writes into every stream
TURNS = {90: (0, 1, 0, -1, 0, 0), 180: (-1, 0, 0, 0, -1, 0), 270: (0, -1, 0, 1, 0, 0)}


def film(
    path: Path,
    *,
    size: tuple[int, int] = (320, 180),
    seconds: float = 1.0,
    fps: int = 30,
    codec: str = "libx264",
    sound: str | None = "aac",
    times: list[int] | None = None,
    dynamic: bool = False,
    loud_from: float = 1e9,
    dark_from: float = 1e9,
) -> bytes:
    """The upper half red, the lower half blue; `times` (milliseconds of each frame) for uneven frames; sound is silence
    up to `loud_from` seconds, then a tone; the picture is black from `dark_from` on.

    The place stands in the container's metadata and, in H.264, within the stream.
    """
    options = {"movflags": "use_metadata_tags"} if path.suffix == ".mov" else {}
    with av.open(str(path), "w", options=options) as output:
        output.metadata.update({"location": LOCATION, "comment": "HIDDEN-PLACE"})
        if path.suffix == ".mov":
            output.metadata["com.apple.quicktime.location.ISO6709"] = LOCATION
        picture = _add_picture(output, size, codec, dynamic)
        singing = cast(AudioStream, output.add_stream(sound, rate=48_000)) if sound else None
        moments = times or [round(1000 * n / fps) for n in range(round(seconds * fps))]
        _draw(output, picture, size, moments, dark_from)
        if singing:
            _sing(output, singing, seconds, loud_from)
    return path.read_bytes().replace(SEI, b"HIDDEN-PLACE")


def turned(plain: bytes, degrees: int) -> bytes:
    """The same MP4, to be shown turned clockwise, as a phone that is held upright writes it."""
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    at = plain.index(identity, plain.index(b"tkhd"))
    matrix = struct.pack(">9i", *(65536 * value for value in TURNS[degrees]), 0, 0, 1 << 30)
    return plain[:at] + matrix + plain[at + len(matrix) :]


def silent_track(path: Path) -> bytes:
    """An MP4 with sound and no picture."""
    with av.open(str(path), "w") as output:
        _sing(output, output.add_stream("aac", rate=48_000), 1.0)
    return path.read_bytes()


def _add_picture(output: OutputContainer, size: tuple[int, int], codec: str, dynamic: bool) -> VideoStream:
    options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
    stream = cast(VideoStream, output.add_stream(codec, rate=30, options=options))
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p10le" if dynamic else "yuv420p"
    context = stream.codec_context
    context.time_base = Fraction(1, 1000)
    if dynamic:
        context.color_primaries, context.color_trc, context.colorspace, context.color_range = 9, 18, 9, 1
    return stream


def _draw(
    output: OutputContainer, stream: VideoStream, size: tuple[int, int], times: list[int], dark_from: float
) -> None:
    colours = b"\xff\0\0\xff" * (320 * 90) + b"\0\0\xff\xff" * (320 * 90)
    bright, dark = (
        av.VideoFrame.from_bytes(pixels, 320, 180, "rgba").reformat(*size, format=stream.pix_fmt)
        for pixels in (colours, b"\0\0\0\xff" * (320 * 180))
    )
    for time in times:
        picture = dark if time >= dark_from * 1000 else bright
        picture.pts, picture.time_base = time, Fraction(1, 1000)
        output.mux(stream.encode(picture))
    output.mux(stream.encode(None))


def _sing(output: OutputContainer, stream: AudioStream, seconds: float, loud_from: float = 1e9) -> None:
    for number in range(round(seconds * 48_000 / 1024)):
        frame = av.AudioFrame("fltp", "stereo", 1024)
        frame.sample_rate, frame.pts, frame.time_base = 48_000, number * 1024, Fraction(1, 48_000)
        tone = (0.5 * math.sin(n / 10) * (number * 1024 + n >= loud_from * 48_000) for n in range(1024))
        samples = array("f", tone).tobytes()
        for plane in frame.planes:
            plane.update(samples.ljust(plane.buffer_size, b"\0"))
        output.mux(stream.encode(frame))
    output.mux(stream.encode(None))
