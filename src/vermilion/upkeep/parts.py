"""Whether the libraries this machine has can do what the house needs."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable

from vermilion.upkeep.checks import Check, failure, ok

SQLITE_NEEDED = (3, 40, 0)
LOADERS = ("jpegload", "pngload", "webpload", "gifload", "heifload")
AGAIN = "Install Vermilion anew: pip install --force-reinstall vermilion"


def check_parts() -> list[Check]:
    """Interpreter, SQLite, pictures and video."""
    return [
        _check("Python", _python),
        _check("SQLite", _sqlite),
        _check("pictures", _pictures),
        _check("HEIC", _heic),
        _check("video", _video),
    ]


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return ok(name, look())
    except Exception as error:  # a library that cannot be loaded raises what it likes
        return failure(name, f"{error}", AGAIN)


def _python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"


def _sqlite() -> str:
    if sqlite3.sqlite_version_info < SQLITE_NEEDED:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is older than 3.40")
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    connection.close()
    return f"{sqlite3.sqlite_version} with full-text search"


def _pictures() -> str:
    import pyvips

    lacking = [kind for kind in LOADERS if not pyvips.type_find("VipsForeignLoad", kind)]
    if lacking:
        raise RuntimeError(f"libvips cannot read: {', '.join(lacking)}")
    return f"libvips {pyvips.version(0)}.{pyvips.version(1)}.{pyvips.version(2)}: JPEG, PNG, WebP, GIF, AVIF"


def _heic() -> str:
    import pillow_heif

    return f"libheif {pillow_heif.libheif_version()}"


def _video() -> str:
    import av

    lacking = {"libx264", "aac"} - av.codecs_available
    if lacking:
        raise RuntimeError(f"FFmpeg cannot write: {', '.join(sorted(lacking))}")
    return f"FFmpeg with H.264 and AAC (PyAV {av.__version__})"
