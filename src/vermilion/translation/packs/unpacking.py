"""Taking a pack out of its zip file: only what is needed, durably."""

from __future__ import annotations

import shutil
from pathlib import Path

from vermilion.translation.packs.archives import opened
from vermilion.translation.packs.contents import Contents
from vermilion.translation.packs.space import flush


def unpack(packed: Path, contents: Contents, folder: Path) -> None:
    """Write the files of a pack below `folder`, durably. PackError `not_a_pack` if the data is damaged; OSError."""
    with opened(packed) as archive:
        for path, entry in contents.files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            # zipfile reads no more than the entry's stated size, and compares its checksum at the end.
            with archive.open(entry) as source, place.open("xb") as file:
                shutil.copyfileobj(source, file, 1 << 20)
            flush(place)
    for place in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        flush(place)
