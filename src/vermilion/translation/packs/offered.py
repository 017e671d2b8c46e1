"""Installs what an index offers, one process at a time for each pair.

Killed at any moment it leaves the old pack where it was, and hidden files for the next install to go on with or clear.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from vermilion.translation.packs import parts
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.fetching import fetch
from vermilion.translation.packs.models import Offer, Pair
from vermilion.translation.packs.places import held, take_away
from vermilion.translation.packs.placing import place
from vermilion.translation.packs.resuming import Progress
from vermilion.translation.packs.shelf import installed
from vermilion.translation.packs.space import disk_errors
from vermilion.translation.packs.standing import Installed


async def install_offer(packs: Path, offer: Offer, progress: Progress | None) -> Installed:
    with disk_errors(), held(packs, offer.pair):
        there = installed(packs).get(offer.pair)
        part = parts.part_of(packs, offer)
        if there and there.version == offer.version:
            _tidy(packs, offer.pair, keep_pack=there.folder)
            return there
        _tidy(packs, offer.pair, keep_part=part)
        url = await _fetch_any(offer, part, progress)
        try:
            return await asyncio.to_thread(place, packs, offer.pair, part, offer, url)
        finally:
            parts.discard(part)


def _tidy(packs: Path, pair: Pair, *, keep_part: Path | None = None, keep_pack: Path | None = None) -> None:
    """Clear what killed installs left behind: parts, and packs that were to be replaced."""
    for part in parts.parts_of(packs, pair):
        if part != keep_part:
            parts.discard(part)
    if keep_pack:
        take_away(packs, pair, keep=keep_pack)


async def _fetch_any(offer: Offer, part: Path, progress: Progress | None) -> str:
    """The first link that gives the file."""
    failure = PackError("unreachable", "The index has no address for the pack.")
    for url in offer.links:
        try:
            await fetch(url, part, progress)
        except PackError as error:
            if error.code not in ("unreachable", "interrupted"):
                raise
            failure = error
        else:
            return url
    raise failure
