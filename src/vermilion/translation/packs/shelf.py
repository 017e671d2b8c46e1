"""Which packs are installed. Hidden folders belong to installs under way."""

from __future__ import annotations

from pathlib import Path

from vermilion.infra.settings import Settings
from vermilion.translation.packs.models import Pair
from vermilion.translation.packs.standing import Installed, read


def folder_of(settings: Settings) -> Path:
    """The folder of all packs."""
    return settings.data / "translation" / "packs"


def installed(packs: Path) -> dict[Pair, Installed]:
    """Every pair's pack; of two (an install was killed before it took the old one away) the one installed last."""
    found = [pack for place in visible(packs) if (pack := read(place))]
    return {pack.pair: pack for pack in sorted(found, key=lambda pack: pack.receipt.installed_at)}


def visible(packs: Path) -> list[Path]:
    """The folders that are no drafts."""
    if not packs.is_dir():
        return []
    return sorted(place for place in packs.iterdir() if place.is_dir() and not place.name.startswith("."))
