"""Rows of processed pictures; no file stands behind them."""

from __future__ import annotations

import msgspec

THUMBHASH = bytes(range(24))


def picture(media_id: int, owner_id: int, purpose: str, now: int) -> tuple[object, ...]:
    """A row of `media`, ready and in use."""
    token = f"{media_id:032x}"
    sizes = [
        {"name": name, "key": f"public/{token[-2:]}/{token}-{name}.webp", "width": width, "height": height, "bytes": 9}
        for name, width, height in (("small", 480, 640), ("medium", 960, 1280), ("large", 1536, 2048))
    ]
    packed = msgspec.json.encode(sizes).decode()
    return media_id, owner_id, purpose, "picture", "ready", 9, 100, 1536, 2048, THUMBHASH, packed, now, now
