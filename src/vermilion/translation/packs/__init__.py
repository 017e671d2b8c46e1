"""Models for the embedded engine: found in an index, fetched, checked and installed whole or not at all."""

from vermilion.translation.packs.index import offers
from vermilion.translation.packs.installing import fetch_wanted, install, install_file, remove
from vermilion.translation.packs.models import Offer, PackError, code_of, tag_of
from vermilion.translation.packs.shelf import Installed, folder_of, installed

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
