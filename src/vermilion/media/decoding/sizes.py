"""The three sizes of a picture and its thumbhash."""

from __future__ import annotations

from pathlib import Path

import pyvips

from .protocol import Decoded, Made
from .thumbhashing import thumbhash

SMALL_WIDTH = 480
MEDIUM_WIDTH = 960
LONG_SIDE = 1920
TALLEST = 16_000  # WebP ends at 16,383


def fit(width: int, height: int) -> tuple[int, int]:
    """The box of the large size: 1920 on the long side, yet never narrower than medium; never enlarged."""
    scale = max(LONG_SIDE / max(width, height), MEDIUM_WIDTH / width)
    scale = min(scale, TALLEST / max(width, height), 1.0)
    return max(1, round(width * scale)), max(1, round(height * scale))


def write_sizes(large: pyvips.Image, folder: Path) -> Decoded:
    """Write `large` and the smaller sizes of it; `large` is upright sRGB, a strip of frames if it moves."""
    if not large.hasalpha() or large.interpretation != "srgb":
        large = large.colourspace("srgb")
    made: list[Made] = []
    for name, width in (("large", large.width), ("medium", MEDIUM_WIDTH), ("small", SMALL_WIDTH)):
        if made and made[-1].width <= width:
            last = made[-1]
            made.append(Made(name, last.file, last.width, last.height, last.bytes))
            continue
        image = large if width == large.width else large.thumbnail_image(width, height=TALLEST, size="down")
        made.append(_write(image, name, folder))
    box = made[0]
    return Decoded(box.width, box.height, _thumbhash(large), None, made)


def _write(image: pyvips.Image, name: str, folder: Path) -> Made:
    path = folder / f"{name}.webp"
    moves = image.get_n_pages() > 1
    image.webpsave(str(path), Q=75 if moves else 80, effort=2 if moves else 4, keep="none")
    return Made(name, path.name, image.width, image.get_page_height(), path.stat().st_size)


def _thumbhash(image: pyvips.Image) -> bytes:
    """Of the first frame; 32 pixels say all that 7 x 7 frequencies can hold."""
    still = image.crop(0, 0, image.width, image.get_page_height())
    if not still.hasalpha():
        still = still.bandjoin(255)
    tiny = still.thumbnail_image(32, height=32, size="force" if min(still.width, still.height) < 2 else "down")
    return thumbhash(tiny.width, tiny.height, bytes(tiny.cast("uchar").write_to_memory()))
