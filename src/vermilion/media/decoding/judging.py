"""Which pictures are taken, and why a library could not read one."""

from __future__ import annotations

from .bounds import Bounds
from .protocol import Refused


def require_bounded(width: int, height: int, frames: int, bounds: Bounds) -> None:
    """Judge by what the header claims, before a single pixel is decoded."""
    if width * height > bounds.max_pixels:
        raise Refused("media.too_many_pixels")
    if frames > bounds.max_frames or (frames > 1 and frames * width * height > bounds.max_total_pixels):
        raise Refused("media.too_many_frames")


def reason_of(message: str) -> str:
    """libvips passes on the words of a dozen libraries; these are theirs for a file that ends too soon."""
    signs = ("premature", "truncat", "end of", "eof", "not enough", "unexpected end", "unable to read")
    return "media.truncated" if any(sign in message.lower() for sign in signs) else "media.not_a_picture"
