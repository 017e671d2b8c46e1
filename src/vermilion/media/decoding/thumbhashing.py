"""ThumbHash (Evan Wallace, https://evanw.github.io/thumbhash/): a placeholder in about 25 bytes.

Written out here because the package on PyPI fails on every picture that is partly transparent.
"""

from __future__ import annotations

from itertools import chain
from math import cos, floor, pi

Channel = list[float]


def thumbhash(width: int, height: int, rgba: bytes) -> bytes:
    """Of `width * height` straight-alpha RGBA pixels, at most 100 x 100."""
    l, p, q, a = _channels(rgba)  # noqa: E741 - luma, yellow-blue, red-green, alpha: the names of the format
    transparent = min(a) < 1.0
    most, longest = (5, 7)[not transparent], max(width, height)
    lx, ly = (max(1, _round(most * side / longest)) for side in (width, height))
    l_dc, l_ac, l_scale = _encode(l, width, height, max(3, lx), max(3, ly))
    p_dc, p_ac, p_scale = _encode(p, width, height, 3, 3)
    q_dc, q_ac, q_scale = _encode(q, width, height, 3, 3)
    wide = width > height
    head = _round(63 * l_dc) | _round(31.5 + 31.5 * p_dc) << 6 | _round(31.5 + 31.5 * q_dc) << 12
    head |= _round(31 * l_scale) << 18 | transparent << 23
    tail = (ly if wide else lx) | _round(63 * p_scale) << 3 | _round(63 * q_scale) << 9 | wide << 15
    encoded = head.to_bytes(3, "little") + tail.to_bytes(2, "little")
    factors = [l_ac, p_ac, q_ac]
    if transparent:
        a_dc, a_ac, a_scale = _encode(a, width, height, 5, 5)
        encoded += bytes([_round(15 * a_dc) | _round(15 * a_scale) << 4])
        factors.append(a_ac)
    nibbles = [_round(15 * factor) for factor in chain(*factors)]
    nibbles += [0] * (len(nibbles) % 2)
    return encoded + bytes(low | high << 4 for low, high in zip(nibbles[::2], nibbles[1::2], strict=True))


def _channels(rgba: bytes) -> tuple[Channel, Channel, Channel, Channel]:
    """Luma, yellow-blue, red-green and alpha, each over the picture's average colour."""
    pixels = [(r / 255, g / 255, b / 255, a / 255) for r, g, b, a in zip(*[iter(rgba)] * 4, strict=True)]
    weight = sum(pixel[3] for pixel in pixels) or 1.0
    mean = [sum(pixel[band] * pixel[3] for pixel in pixels) / weight for band in range(3)]
    l, p, q, a = [], [], [], []  # noqa: E741
    for pixel in pixels:
        alpha = pixel[3]
        r, g, b = (mean[band] * (1 - alpha) + pixel[band] * alpha for band in range(3))
        l.append((r + g + b) / 3)
        p.append((r + g) / 2 - b)
        q.append(r - g)
        a.append(alpha)
    return l, p, q, a


def _encode(channel: Channel, width: int, height: int, nx: int, ny: int) -> tuple[float, Channel, float]:
    """The lowest frequencies by a cosine transform: the constant, the others scaled to 0..1, and their scale."""
    constant, factors = 0.0, []
    rows = [channel[y * width : (y + 1) * width] for y in range(height)]
    for cy in range(ny):
        fy = [cos(pi / height * cy * (y + 0.5)) for y in range(height)]
        column = [sum(map(float.__mul__, values, fy)) for values in map(list, zip(*rows, strict=True))]
        for cx in range(nx):
            if cx * ny >= nx * (ny - cy):
                break
            fx = (cos(pi / width * cx * (x + 0.5)) for x in range(width))
            factor = sum(map(float.__mul__, column, fx)) / (width * height)
            if cx or cy:
                factors.append(factor)
            else:
                constant = factor
    scale = max(map(abs, factors), default=0.0)
    if scale:
        factors = [0.5 + 0.5 / scale * factor for factor in factors]
    return constant, factors, scale


def _round(value: float) -> int:
    """As JavaScript rounds."""
    return floor(value + 0.5)
