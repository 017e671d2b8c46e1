"""The town's pictures and films, drawn once and stored for each of their uses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pyvips

from vermilion import media
from vermilion.demo import film, town
from vermilion.infra.storage import Storage
from vermilion.media import Decoded, Kept

LONG_SIDE = 1280  # of a drawing, in pixels: sharp on a phone, quickly made
FACE = 384
AT_ONCE = 2
FILMS: dict[str, Callable[[], bytes]] = {"lanterns": film.lanterns, "steam": film.steam}


class Use(msgspec.Struct, frozen=True):
    """One place in which a work hangs: `who` is a handle or a story's key, `work` a file of `art` or a film."""

    who: str
    work: str


async def hang(storage: Storage, folder: Path, uses: Iterable[Use]) -> dict[Use, Kept]:
    """Draw every work that is used, in `folder`, and store it once for each use: whoever deletes theirs takes
    nothing from others."""
    places: dict[str, list[Use]] = {}
    for use in uses:
        places.setdefault(use.work, []).append(use)
    free = asyncio.Semaphore(AT_ONCE)

    async def finish(number: int, work: str) -> list[tuple[Use, Kept]]:
        place = folder / str(number)
        place.mkdir()
        async with free:
            decoded = await asyncio.to_thread(_make, work, place)
        return [(use, await media.keep(storage, decoded, place)) for use in places[work]]

    # Films first: they take longest.
    order = sorted(places, key=lambda work: work not in FILMS)
    hung = await asyncio.gather(*(finish(number, work) for number, work in enumerate(order)))
    return dict(pair for pairs in hung for pair in pairs)


def _make(work: str, place: Path) -> Decoded:
    if work in FILMS:
        source = place / "source.mp4"
        source.write_bytes(FILMS[work]())
        return media.film(source, place)
    drawing = str(town.ART / work)
    plain = pyvips.Image.svgload(drawing)
    side = FACE if work.startswith("people/") else LONG_SIDE
    return media.picture(pyvips.Image.svgload(drawing, scale=side / max(plain.width, plain.height)).flatten(), place)
