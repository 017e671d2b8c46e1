"""HEIC by libheif's own binding: the libvips of the wheel carries no HEVC decoder (patents)."""

from __future__ import annotations

from pathlib import Path

import pillow_heif
import pyvips

from .bounds import Bounds
from .judging import reason_of, require_bounded
from .protocol import Refused
from .sizes import fit


def load_heic(source: Path, bounds: Bounds) -> pyvips.Image:
    """The large size of a HEIC picture in memory. Raises Refused."""
    pillow_heif.options.DECODE_THREADS = 2
    try:
        picture = pillow_heif.open_heif(str(source), convert_hdr_to_8bit=True)
        width, height = picture.size  # as transformed: HEIC is turned by its own boxes, never by its EXIF
        require_bounded(width, height, 1, bounds)
        bands = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}[picture.mode]
        stride = picture.stride
        pixels = pyvips.Image.new_from_memory(bytes(picture.data), stride // bands, height, bands, "uchar")
    except (EOFError, ValueError, RuntimeError, SyntaxError, LookupError) as error:
        raise Refused(reason_of(str(error))) from error
    image = pixels.crop(0, 0, width, height).copy(interpretation="srgb" if bands > 2 else "b-w")
    if profile := picture.info.get("icc_profile"):
        image = image.copy()
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    box = fit(width, height)
    return image.thumbnail_image(box[0], height=box[1], size="force", export_profile="srgb")
