"""Opening a stranger's video: its container, and the streams that may be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from .bounds import Bounds
from .protocol import Format, Refused

# One demuxer a format and nothing but this file: no playlists, no network, no other formats in disguise.
DEMUXERS = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
ONLY_FILES = {"protocol_whitelist": "file"}
CODECS = frozenset({"h264", "hevc", "mpeg4", "h263", "mjpeg", "prores", "vp8", "vp9", "av1"})


@contextmanager
def open_video(source: Path, form: Format) -> Iterator[InputContainer]:
    """The container; what the libraries cannot read becomes Refused(media.damaged)."""
    av.logging.set_level(None)
    try:
        with av.open(str(source), "r", DEMUXERS[form], ONLY_FILES, metadata_errors="ignore") as container:
            yield container
    except av.ExternalError:
        raise  # the encoder's
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
