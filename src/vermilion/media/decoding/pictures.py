"""Pictures: any supported format to upright sRGB WebP in three sizes, without metadata."""

from __future__ import annotations

from pathlib import Path

import pyvips

from .bounds import Bounds
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
        largest = _load_heic(source, bounds) if form == "heic" else _load(source, form, bounds)
        return write_sizes(largest.copy_memory(), folder)
    except pyvips.Error as error:
        raise Refused(_reason(str(error))) from error


def _load(source: Path, form: Format, bounds: Bounds) -> pyvips.Image:
    every_page = "[n=-1]" if form in ANIMATED else ""
    header = pyvips.Image.new_from_file(f"{source}{every_page}", access="sequential")
    if not header.get("vips-loader").startswith(LOADERS[form]):
        raise Refused("media.not_a_picture")
    frames = header.get_n_pages() if every_page else 1
    width, height = header.width, header.get_page_height() if every_page else header.height
    _check(width, height, frames, bounds)
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


def _load_heic(source: Path, bounds: Bounds) -> pyvips.Image:
    """HEIC by libheif's own binding: the libvips of the wheel carries no HEVC decoder (patents)."""
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 2
    try:
        picture = pillow_heif.open_heif(str(source), convert_hdr_to_8bit=True)
        width, height = picture.size  # as transformed: HEIC is turned by its own boxes, never by its EXIF
        _check(width, height, 1, bounds)
        bands = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}[picture.mode]
        stride = picture.stride
        pixels = pyvips.Image.new_from_memory(bytes(picture.data), stride // bands, height, bands, "uchar")
    except (EOFError, ValueError, RuntimeError, SyntaxError, KeyError) as error:
        raise Refused(_reason(str(error))) from error
    image = pixels.crop(0, 0, width, height).copy(interpretation="srgb" if bands > 2 else "b-w")
    if profile := picture.info.get("icc_profile"):
        image = image.copy()
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    box = fit(width, height)
    return image.thumbnail_image(box[0], height=box[1], size="force", export_profile="srgb")


def _check(width: int, height: int, frames: int, bounds: Bounds) -> None:
    """Judge by what the header claims, before a single pixel is decoded."""
    if width * height > bounds.max_pixels:
        raise Refused("media.too_many_pixels")
    if frames > bounds.max_frames or (frames > 1 and frames * width * height > bounds.max_total_pixels):
        raise Refused("media.too_many_frames")


def _reason(message: str) -> str:
    """libvips passes on the words of a dozen libraries; these are theirs for a file that ends too soon."""
    signs = ("premature", "truncat", "end of", "eof", "not enough", "unexpected end", "unable to read")
    return "media.truncated" if any(sign in message.lower() for sign in signs) else "media.not_a_picture"
