"""What is not as it should be is refused with a code of its own, quickly, whatever it is."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.media import making_bombs, making_pictures, making_videos
from tests.media.test_pictures import decode as decode_picture
from tests.media.test_videos import decode as decode_video

from vermilion.media.decoding.protocol import Format, Refused
from vermilion.media.failures import FAILURES
from vermilion.media.sniffing import kind_of, sniff

CUT = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def content_of(form: Format) -> bytes:
    if kind_of(form) == "video":
        with TemporaryDirectory() as folder:
            webm = {"codec": "libvpx", "sound": "libopus"} if form == "webm" else {}
            return making_videos.film(Path(folder) / f"in.{form}", size=(64, 48), seconds=0.3, **webm)  # type: ignore[arg-type]  # keywords of one call
    if form == "heic":
        return making_pictures.heic((64, 48))
    if form == "gif":
        return making_pictures.gif(3, (40, 30))
    make = {
        f.__name__: f for f in (making_pictures.jpeg, making_pictures.png, making_pictures.webp, making_pictures.avif)
    }
    return make[form](making_pictures.pattern(64, 48))


def refusal(folder: Path, content: bytes, form: Format) -> str | None:
    """The code, None where the file is taken; anything but a refusal fails the test."""
    started = time.monotonic()
    try:
        if kind_of(form) == "video":
            decode_video(folder, content, form)
        else:
            decode_picture(folder, content, form)
    except Refused as refused:
        code = refused.code
    else:
        return None
    assert code in FAILURES
    assert time.monotonic() - started < 30
    return code


@pytest.mark.parametrize("form", ["jpeg", "png", "gif", "webp", "avif", "heic", "mp4", "mov", "webm"])
def test_a_file_cut_off_anywhere(tmp_path: Path, form: Format) -> None:
    content = content_of(form)
    assert refusal(tmp_path, content, form) is None

    @CUT
    @given(st.integers(0, len(content) - 20))
    def cut(end: int) -> None:
        assert refusal(tmp_path, content[:end], form) is not None

    cut()


@pytest.mark.parametrize("form", ["jpeg", "png", "gif", "webp", "avif", "heic", "mp4", "mov", "webm"])
def test_a_file_with_other_bytes_in_it(tmp_path: Path, form: Format) -> None:
    content = content_of(form)

    @CUT
    @given(
        st.lists(
            st.tuples(st.integers(12, len(content) - 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8
        )
    )
    def spoil(changes: list[tuple[int, bytes]]) -> None:
        spoiled = bytearray(content)
        for at, with_these in changes:
            spoiled[at : at + len(with_these)] = with_these
        refusal(tmp_path, bytes(spoiled), form)  # taken or refused, never anything else

    spoil()


@pytest.mark.parametrize("form", ["jpeg", "png", "gif", "webp", "avif", "heic", "mp4", "mov", "webm"])
def test_only_a_beginning_that_looks_right(tmp_path: Path, form: Format) -> None:
    head = content_of(form)[:64]
    assert refusal(tmp_path, head + bytes(5000), form) is not None
    assert refusal(tmp_path, b"", form) is not None


def test_a_decompression_bomb_is_refused_from_its_header(tmp_path: Path) -> None:
    bomb = making_bombs.png_bomb()
    assert len(bomb) < 600_000
    started = time.monotonic()
    assert refusal(tmp_path, bomb, "png") == "media.too_many_pixels"
    assert time.monotonic() - started < 0.5


def test_sizes_that_lie(tmp_path: Path) -> None:
    large = making_bombs.jpeg_of_size(content_of("jpeg"), 60_000, 60_000)
    assert refusal(tmp_path, large, "jpeg") == "media.too_many_pixels"


@pytest.mark.parametrize(("frames", "side"), [(2000, 10), (200, 4000)])
def test_an_animation_without_end(tmp_path: Path, frames: int, side: int) -> None:
    assert refusal(tmp_path, making_bombs.gif_bomb(frames, side), "gif") == "media.too_many_frames"


def test_a_film_without_streams_or_frames(tmp_path: Path) -> None:
    plain = content_of("mp4")
    no_tracks = plain.replace(b"trak", b"free")
    assert refusal(tmp_path, no_tracks, "mp4") == "media.no_video_stream"
    ftyp = plain[: plain.index(b"ftyp") - 4 + int.from_bytes(plain[:4], "big")]
    assert refusal(tmp_path, ftyp, "mp4") == "media.truncated"
    with_empty_index = ftyp + b"\0\0\0\x08moov"
    assert refusal(tmp_path, with_empty_index, "mp4") in ("media.damaged", "media.no_video_stream")


def test_one_format_in_the_dress_of_another(tmp_path: Path) -> None:
    assert refusal(tmp_path, content_of("png"), "jpeg") == "media.not_a_picture"
    assert refusal(tmp_path, content_of("mp4"), "avif") == "media.not_a_picture"
    assert refusal(tmp_path, content_of("webm"), "mp4") in ("media.damaged", "media.truncated")


@pytest.mark.parametrize("form", ["jpeg", "png", "gif", "webp", "avif", "heic", "mp4", "mov", "webm"])
def test_formats_are_known_by_their_bytes(form: Format) -> None:
    assert sniff(content_of(form)[:4096]) == form


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10",
        b"BM" + bytes(60),
        b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska",
        b"\0\0\0\x18ftypmif1\0\0\0\0mif1miaf",
        b"<html><script>alert(1)</script>",
        "GIF89".encode("utf-16"),
    ],
)
def test_what_is_not_taken(content: bytes) -> None:
    assert sniff(content) is None


@given(st.binary(max_size=200))
def test_sniffing_stands_anything(content: bytes) -> None:
    sniff(content)
    sniff(b"\0\0\0\x20ftyp" + content)
