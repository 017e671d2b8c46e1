"""Installing packs from the index or a file, one process at a time for each pair, and removing them.

Killed at any moment it leaves the old pack where it was, and hidden files for the next install to go on with or clear.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from vermilion.infra.log import get_logger
from vermilion.infra.settings import Settings
from vermilion.translation.packs import parts
from vermilion.translation.packs.fetching import Progress, fetch
from vermilion.translation.packs.index import offers
from vermilion.translation.packs.models import Offer, PackError, Pair, code_of
from vermilion.translation.packs.placing import place
from vermilion.translation.packs.shelf import Installed, folder_of, held, installed, take_away
from vermilion.translation.packs.space import disk_errors

log = get_logger("translation")


async def install(settings: Settings, source: str, target: str, progress: Progress | None = None) -> Installed:
    """Install the newest pack of the index for a pair of languages (BCP 47 or Argos codes), unless it is there already.
    Raises PackError; then everything is as it was."""
    pair = code_of(source), code_of(target)
    listed = await offers(settings.translation_index)
    if pair not in listed:
        raise PackError("no_such_pack", f"The index has no pack from {source} to {target}.")
    return await _install_offer(folder_of(settings), listed[pair], progress)


async def install_file(settings: Settings, source: str, target: str, packed: Path) -> Installed:
    """Install a pack from a file, whatever is there already. Raises PackError."""
    pair, packs = (code_of(source), code_of(target)), folder_of(settings)
    if not packed.is_file():
        raise PackError("no_such_file", f"There is no file {packed}.")
    with disk_errors(), held(packs, pair):
        return await asyncio.to_thread(place, packs, pair, packed)


async def remove(settings: Settings, source: str, target: str) -> Installed:
    """Take a pair's pack away. PackError `not_installed`."""
    pair, packs = (code_of(source), code_of(target)), folder_of(settings)
    there = installed(packs).get(pair)
    if not there:
        raise PackError("not_installed", f"No pack from {source} to {target} is installed.")
    with disk_errors(), held(packs, pair):
        await asyncio.to_thread(take_away, packs, pair)
    return there


async def fetch_wanted(settings: Settings, pairs: Iterable[Pair]) -> list[Installed]:
    """Install what is missing of `pairs` (BCP 47 or Argos codes) and return it. What cannot be had, for want of a
    network or whatever else, is logged and left for another day."""
    packs = folder_of(settings)
    missing = {(code_of(source), code_of(target)) for source, target in pairs} - installed(packs).keys()
    done: list[Installed] = []
    try:
        listed = await offers(settings.translation_index) if missing else {}
    except PackError as error:
        log.info("packs_not_fetched", code=error.code, why=str(error))
        return done
    for pair in sorted(missing & listed.keys()):
        try:
            done.append(await _install_offer(packs, listed[pair], None))
            log.info("pack_installed", pack=done[-1].name)
        except PackError as error:
            log.info("pack_not_fetched", pair="-".join(pair), code=error.code, why=str(error))
    return done


async def _install_offer(packs: Path, offer: Offer, progress: Progress | None) -> Installed:
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
