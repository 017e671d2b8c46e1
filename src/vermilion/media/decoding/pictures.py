"""Pictures: any supported format to upright sRGB WebP in three sizes, without metadata."""

from __future__ import annotations

from pathlib import Path

import pyvips

from .bounds import Bounds
from .heic import load_heic
from .judging import reason_of, require_bounded
from .protocol import Decoded, Format, Refused
from .sizes import fit, write_sizes
from .wholeness import require_whole

LOADERS = {
    "jpeg": "jpegload",
    "png": "pngload",
    "gif": "gifload",
    "webp": "webpload",
    "avif": "heifload",
}
ANIMATED = ("gif", "webp")


def decode_picture(source: Path, form: Format, folder: Path, bounds: Bounds) -> Decoded:
    """Write the sizes of the picture `source` into `folder`. Raises Refused."""
    require_whole(source, form)
    try:
        largest = load_heic(source, bounds) if form == "heic" else _load(source, form, bounds)
        return write_sizes(largest.copy_memory(), folder)
    except pyvips.Error as error:
        raise Refused(reason_of(str(error))) from error


def _load(source: Path, form: Format, bounds: Bounds) -> pyvips.Image:
    every_page = "[n=-1]" if form in ANIMATED else ""
    header = pyvips.Image.new_from_file(f"{source}{every_page}", access="sequential")
    if not header.get("vips-loader").startswith(LOADERS[form]):
        raise Refused("media.not_a_picture")
    frames = header.get_n_pages() if every_page else 1
    width, height = header.width, header.get_page_height() if every_page else header.height
    require_bounded(width, height, frames, bounds)
    if header.get_typeof("orientation") and header.get("orientation") >= 5:
        width, height = height, width
    box = fit(width, height)
    return pyvips.Image.thumbnail(
        f"{source}{every_page}",
        box[0],
        height=box[1],
        size="force",  # to exactly this box, which keeps the proportions to the pixel
        export_profile="srgb",
        fail_on="truncated",
    )
