"""Packs that a house should have, fetched where that is possible."""

from __future__ import annotations

from collections.abc import Iterable

from vermilion.infra.log import get_logger
from vermilion.infra.settings import Settings
from vermilion.translation.packs.codes import code_of
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.index import offers
from vermilion.translation.packs.models import Pair
from vermilion.translation.packs.offered import install_offer
from vermilion.translation.packs.shelf import folder_of, installed
from vermilion.translation.packs.standing import Installed

log = get_logger("translation")


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
            done.append(await install_offer(packs, listed[pair], None))
            log.info("pack_installed", pack=done[-1].name)
        except PackError as error:
            log.info("pack_not_fetched", pair="-".join(pair), code=error.code, why=str(error))
    return done
