"""Zip files that may be none at all, or damaged."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from vermilion.translation.packs.errors import PackError


@contextlib.contextmanager
def opened(packed: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file. PackError `not_a_pack` if it is none, or its data is damaged."""
    try:
        with zipfile.ZipFile(packed) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise PackError("not_a_pack", f"The file is damaged or no pack at all: {error}.") from error
