"""Installing the pack of one pair from the index or a file, and removing it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from vermilion.infra.settings import Settings
from vermilion.translation.packs.codes import code_of
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.index import offers
from vermilion.translation.packs.offered import install_offer
from vermilion.translation.packs.places import held, take_away
from vermilion.translation.packs.placing import place
from vermilion.translation.packs.resuming import Progress
from vermilion.translation.packs.shelf import folder_of, installed
from vermilion.translation.packs.space import disk_errors
from vermilion.translation.packs.standing import Installed


async def install(settings: Settings, source: str, target: str, progress: Progress | None = None) -> Installed:
    """Install the newest pack of the index for a pair of languages (BCP 47 or Argos codes), unless it is there already.
    Raises PackError; then everything is as it was."""
    pair = code_of(source), code_of(target)
    listed = await offers(settings.translation_index)
    if pair not in listed:
        raise PackError("no_such_pack", f"The index has no pack from {source} to {target}.")
    return await install_offer(folder_of(settings), listed[pair], progress)


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
