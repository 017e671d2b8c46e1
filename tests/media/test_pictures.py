"""Every format becomes upright sRGB WebP in three sizes, and nothing of where it was made is left."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import pyvips
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.media import making_pictures as making

from vermilion.media.decoding.bounds import Bounds
from vermilion.media.decoding.pictures import decode_picture
from vermilion.media.decoding.protocol import Decoded, Format
from vermilion.media.decoding.sizes import fit

FORMATS: list[tuple[Format, Callable[[], bytes]]] = [
    ("jpeg", making.jpeg),
    ("png", making.png),
    ("webp", making.webp),
    ("avif", making.avif),
    ("heic", making.heic),
    ("gif", making.gif),
]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def decode(folder: Path, content: bytes, form: Format) -> Decoded:
    (folder / "source").write_bytes(content)
    return decode_picture(folder / "source", form, folder, Bounds())


def near(image: Image.Image, x: float, y: float, colour: tuple[int, ...], within: int = 40) -> bool:
    seen = image.convert("RGBA").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(seen, tuple)
    return all(abs(a - b) <= within for a, b in zip(seen, (*colour, 255)[:4], strict=True))


def quarters(image: Image.Image) -> list[bool]:
    places = ((0.25, 0.25, RED), (0.75, 0.25, GREEN), (0.25, 0.75, BLUE), (0.75, 0.75, WHITE))
    return [near(image, x, y, colour) for x, y, colour in places]


@pytest.mark.parametrize(("form", "make"), FORMATS)
def test_each_format_is_read_and_stripped(tmp_path: Path, form: Format, make: Callable[[], bytes]) -> None:
    content = make()
    assert making.PLACE in content
    decoded = decode(tmp_path, content, form)
    assert 5 < len(decoded.thumbhash) < 30
    for made in decoded.made:
        served = (tmp_path / made.file).read_bytes()
        assert not [trace for trace in making.TRACES if trace in served]
        with Image.open(io.BytesIO(served)) as image:
            assert image.format == "WEBP"
            assert image.size == (made.width, made.height)
            assert made.bytes == len(served)
            assert form == "gif" or all(quarters(image))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int) -> None:
    upright = making.pattern(320, 240)
    # What a camera held this way stores: the inverse of what a viewer must do.
    stored = {
        1: lambda i: i,
        2: lambda i: i.fliphor(),
        3: lambda i: i.rot180(),
        4: lambda i: i.flipver(),
        5: lambda i: i.rot90().fliphor(),
        6: lambda i: i.rot270(),
        7: lambda i: i.rot270().fliphor(),
        8: lambda i: i.rot90(),
    }[orientation](upright)
    decoded = decode(tmp_path, making.jpeg(stored, orientation), "jpeg")
    assert (decoded.width, decoded.height) == (320, 240)
    with Image.open(tmp_path / "large.webp") as image:
        assert all(quarters(image))


def test_heic_is_turned_once(tmp_path: Path) -> None:
    """By its own boxes, and not again by its EXIF, which repeats them."""
    content = making.heic((320, 240), orientation=6)
    assert b"irot" in content
    decoded = decode(tmp_path, content, "heic")
    assert (decoded.width, decoded.height) == (240, 320)
    with Image.open(tmp_path / "large.webp") as image:
        turned = ((0.25, 0.25, BLUE), (0.75, 0.25, RED), (0.25, 0.75, WHITE), (0.75, 0.75, GREEN))
        assert all(near(image, x, y, colour) for x, y, colour in turned)


def test_wide_colours_become_srgb(tmp_path: Path) -> None:
    displayed = making.pattern().icc_transform("p3", input_profile="srgb")
    decode(tmp_path, making.jpeg(displayed), "jpeg")
    with Image.open(tmp_path / "large.webp") as image:
        assert all(quarters(image))
    printed = making.pattern().icc_transform("cmyk", input_profile="srgb")
    decode(tmp_path, bytes(printed.jpegsave_buffer()), "jpeg")
    with Image.open(tmp_path / "large.webp") as image:
        assert near(image, 0.25, 0.25, RED, within=80)


@pytest.mark.parametrize("shade", ["b-w", "rgb16", "grey16"])
def test_other_depths(tmp_path: Path, shade: str) -> None:
    decoded = decode(tmp_path, bytes(making.pattern().colourspace(shade).pngsave_buffer()), "png")
    assert (decoded.width, decoded.height) == (320, 240)


def test_transparency_is_kept(tmp_path: Path) -> None:
    clear = pyvips.Image.black(320, 240).draw_rect(255, 0, 0, 160, 240, fill=True)
    decoded = decode(tmp_path, making.png(making.pattern().bandjoin(clear)), "png")
    assert decoded.thumbhash[2] & 0x80  # it knows of the transparency, too
    with Image.open(tmp_path / "large.webp") as image:
        assert near(image, 0.25, 0.25, RED)
        assert near(image, 0.75, 0.25, GREEN) is False
        assert image.convert("RGBA").getpixel((300, 100))[3] == 0  # type: ignore[index]  # RGBA has four bands


def test_an_animation_keeps_moving(tmp_path: Path) -> None:
    decoded = decode(tmp_path, making.gif(frames=8, size=(1200, 30), delay=70), "gif")
    assert [(made.name, made.width) for made in decoded.made] == [("large", 1200), ("medium", 960), ("small", 480)]
    for made in decoded.made:
        strip = pyvips.Image.new_from_file(f"{tmp_path / made.file}[n=-1]")
        assert (strip.get_n_pages(), strip.get("delay")[0]) == (8, 70)
        assert strip.get_page_height() == made.height


def test_sizes_of_a_phone_picture(tmp_path: Path) -> None:
    decoded = decode(tmp_path, making.jpeg(making.pattern(3000, 4000)), "jpeg")
    assert [(made.name, made.width, made.height) for made in decoded.made] == [
        ("large", 1440, 1920),
        ("medium", 960, 1280),
        ("small", 480, 640),
    ]
    assert len({made.file for made in decoded.made}) == 3


def test_a_small_picture_is_kept_once(tmp_path: Path) -> None:
    decoded = decode(tmp_path, making.png(making.pattern(100, 60)), "png")
    assert [(made.name, made.width, made.height) for made in decoded.made] == [
        (name, 100, 60) for name in ("large", "medium", "small")
    ]
    assert len({made.file for made in decoded.made}) == 1


@given(st.integers(1, 60_000), st.integers(1, 60_000))
def test_boxes(width: int, height: int) -> None:
    large = fit(width, height)
    assert 1 <= large[0] <= width
    assert 1 <= large[1] <= height
    assert max(large) <= 16_000
    if max(width, height) <= 16_000:
        assert large[0] >= min(width, 960)
    assert abs(large[0] * height - large[1] * width) <= max(width, height)  # proportions, to the pixel
