"""Models for the embedded engine: found in an index, fetched, checked and installed whole or not at all."""

from vermilion.translation.packs.codes import code_of, tag_of
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.index import offers
from vermilion.translation.packs.installing import install, install_file, remove
from vermilion.translation.packs.models import Offer
from vermilion.translation.packs.shelf import folder_of, installed
from vermilion.translation.packs.standing import Installed
from vermilion.translation.packs.wanted import fetch_wanted

__all__ = [
    "Installed",
    "Offer",
    "PackError",
    "code_of",
    "fetch_wanted",
    "folder_of",
    "install",
    "install_file",
    "installed",
    "offers",
    "remove",
    "tag_of",
]
