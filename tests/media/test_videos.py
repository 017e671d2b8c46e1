"""MP4, MOV and WebM become H.264 and AAC in an MP4 that starts at once and holds nothing of where it was made."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import cast

import av
import pytest
from PIL import Image
from tests.media import making_videos as making
from tests.media.making_pictures import TRACES
from tests.media.test_pictures import BLUE, RED, near

from vermilion.media.decoding.bounds import Bounds
from vermilion.media.decoding.covers import decode_cover
from vermilion.media.decoding.protocol import Decoded, Format, Refused
from vermilion.media.decoding.video import decode_video


def decode(folder: Path, content: bytes, form: Format, bounds: Bounds | None = None) -> tuple[Decoded, list[int]]:
    (folder / "source").write_bytes(content)
    told: list[int] = []
    return decode_video(folder / "source", form, folder, bounds or Bounds(), told.append), told


def looked_at(path: Path) -> tuple[av.VideoFrame, list[str], list[float]]:
    """The first frame, what the streams are, and the time of every frame."""
    with av.open(str(path)) as container:
        kinds = [f"{stream.type} {stream.codec_context.name}" for stream in container.streams]
        frames = list(container.decode(video=0))
        return frames[0], kinds, [frame.time for frame in frames]


@pytest.mark.parametrize(
    ("form", "codec", "sound"),
    [
        ("mp4", "libx264", "aac"),
        ("mov", "libx264", "aac"),
        ("mp4", "libx265", "aac"),
        ("webm", "libvpx", "libopus"),
        ("webm", "libvpx-vp9", None),
    ],
)
def test_each_format(tmp_path: Path, form: Format, codec: str, sound: str | None) -> None:
    content = making.film(tmp_path / f"in.{form}", codec=codec, sound=sound)
    if codec == "libx264":
        assert content.count(b"HIDDEN-PLACE") > 1  # in the container and in the stream
    decoded, told = decode(tmp_path, content, form)
    served = (tmp_path / "video.mp4").read_bytes()
    assert not [trace for trace in (*TRACES, b"31.2304", b"location", b"\xa9xyz", b"loci") if trace in served]
    assert served.index(b"moov") < served.index(b"mdat")
    frame, kinds, times = looked_at(tmp_path / "video.mp4")
    assert kinds == ["video h264", "audio aac"][: 2 if sound else 1]
    assert (frame.format.name, frame.width, frame.height) == ("yuv420p", 320, 180)
    assert len(times) == 30
    assert times[0] == 0
    assert decoded.duration_ms == pytest.approx(1000, abs=50)
    assert [made.name for made in decoded.made] == ["video", "large", "medium", "small"]
    assert told == sorted(told)
    assert told[-1] >= 90
    with Image.open(tmp_path / "large.webp") as poster:
        assert near(poster, 0.5, 0.2, RED)
        assert near(poster, 0.5, 0.8, BLUE)


@pytest.mark.parametrize(("degrees", "box"), [(90, (180, 320)), (180, (320, 180)), (270, (180, 320))])
def test_a_phone_held_upright(tmp_path: Path, degrees: int, box: tuple[int, int]) -> None:
    content = making.turned(making.film(tmp_path / "in.mp4"), degrees)
    decoded, _ = decode(tmp_path, content, "mp4")
    assert (decoded.width, decoded.height) == box
    frame, _, _ = looked_at(tmp_path / "video.mp4")
    assert (frame.width, frame.height, frame.rotation) == (*box, 0)
    red = {90: (0.8, 0.5), 180: (0.5, 0.8), 270: (0.2, 0.5)}[degrees]  # where the upper half has gone
    assert near(cast(Image.Image, frame.to_image()), *red, RED)  # type: ignore[no-untyped-call]  # PyAV says nothing of it
    with Image.open(tmp_path / "large.webp") as poster:
        assert near(poster, *red, RED)


def test_a_large_film_is_made_smaller(tmp_path: Path) -> None:
    content = making.film(tmp_path / "in.mp4", size=(2160, 3840), seconds=0.1, sound=None)
    decoded, _ = decode(tmp_path, content, "mp4")
    assert (decoded.width, decoded.height) == (1080, 1920)


def test_odd_boxes_become_even(tmp_path: Path) -> None:
    decoded, _ = decode(
        tmp_path, making.film(tmp_path / "in.webm", size=(321, 181), codec="libvpx", sound=None), "webm"
    )
    assert (decoded.width % 2, decoded.height % 2) == (0, 0)


def test_uneven_frames_keep_their_times(tmp_path: Path) -> None:
    times = [0, 40, 400, 433, 1200, 1210, 2000]
    decode(tmp_path, making.film(tmp_path / "in.mp4", times=times, sound=None), "mp4")
    _, _, seen = looked_at(tmp_path / "video.mp4")
    # 1,210 comes sooner after 1,200 than sixty frames a second allow.
    assert [round(time * 1000) for time in seen] == [0, 40, 400, 433, 1200, 2000]


@pytest.mark.parametrize(("first_picture", "loud_at"), [(0, 1.0), (600, 0.4)])
def test_sound_stays_in_step(tmp_path: Path, first_picture: int, loud_at: float) -> None:
    times = list(range(first_picture, 2000, 40))
    decode(tmp_path, making.film(tmp_path / "in.mp4", times=times, seconds=2, loud_from=1.0), "mp4")
    with av.open(str(tmp_path / "video.mp4")) as container:
        for frame in container.decode(audio=0):
            samples = array("f", bytes(frame.planes[0])[: frame.samples * 4])
            if max(map(abs, samples)) > 0.25:
                assert frame.time == pytest.approx(loud_at, abs=0.05)
                break
        else:
            pytest.fail("the tone was lost")


def test_high_dynamic_range_becomes_ordinary(tmp_path: Path) -> None:
    content = making.film(tmp_path / "in.mov", codec="libx265", sound=None, seconds=0.2, dynamic=True)
    decode(tmp_path, content, "mov")
    frame, _, _ = looked_at(tmp_path / "video.mp4")
    assert (frame.format.name, frame.color_trc, frame.color_primaries) == ("yuv420p", 1, 1)


@pytest.mark.parametrize(("at_ms", "colour"), [(0, RED), (1500, RED), (6000, (0, 0, 0)), (8000, (0, 0, 0))])
def test_a_chosen_cover(tmp_path: Path, at_ms: int, colour: tuple[int, ...]) -> None:
    making.film(tmp_path / "video.mp4", seconds=8, fps=10, dark_from=2)
    decoded = decode_cover(tmp_path / "video.mp4", tmp_path, Bounds(), at_ms)
    assert [made.name for made in decoded.made] == ["large", "medium", "small"]
    assert (decoded.width, decoded.height) == (320, 180)
    with Image.open(tmp_path / "large.webp") as cover:
        assert near(cover, 0.5, 0.2, colour)


def test_a_film_without_a_picture(tmp_path: Path) -> None:
    content = making.silent_track(tmp_path / "in.mp4")
    with pytest.raises(Refused, match=r"media\.no_video_stream"):
        decode(tmp_path, content, "mp4")


def test_a_decoder_that_strangers_may_not_reach(tmp_path: Path) -> None:
    content = making.film(tmp_path / "in.mov", codec="jpeg2000", sound=None)
    with pytest.raises(Refused, match=r"media\.unsupported"):
        decode(tmp_path, content, "mov")


def test_a_film_that_is_too_long(tmp_path: Path) -> None:
    content = making.film(tmp_path / "in.mp4", times=[0, 2500, 5000], sound=None)
    with pytest.raises(Refused, match=r"media\.too_long"):
        decode(tmp_path, content, "mp4", Bounds(max_seconds=3))


def test_a_length_that_lies(tmp_path: Path) -> None:
    """Players believe the index; a WebM without one says nothing of its length."""
    content = making.film(tmp_path / "in.webm", codec="libvpx", times=[0, 2500, 5000], sound=None)
    shortened = content.replace(b"\x44\x89\x88", b"\xec\x89\x88")  # Duration becomes Void
    assert shortened != content
    with pytest.raises(Refused, match=r"media\.too_long"):
        decode(tmp_path, shortened, "webm", Bounds(max_seconds=3))


def test_frames_of_too_many_pixels(tmp_path: Path) -> None:
    content = making.film(tmp_path / "in.mp4", size=(640, 480), seconds=0.1, sound=None)
    with pytest.raises(Refused, match=r"media\.too_many_pixels"):
        decode(tmp_path, content, "mp4", Bounds(max_video_pixels=640 * 479))
