"""A pack that stands: a folder `<source>-<target>-<version>` that appears whole by a rename and is never changed after,
so readers need no lock."""

from __future__ import annotations

from pathlib import Path

import msgspec

from vermilion.translation.packs.codes import tag_of
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.models import Metadata, Pair, Receipt

METADATA = "metadata.json"
RECEIPT = "receipt.json"
PIECES = "sentencepiece.model"
MODEL = "model"


class Installed(msgspec.Struct, frozen=True):
    """A pack that stands."""

    folder: Path
    metadata: Metadata
    receipt: Receipt

    @property
    def pair(self) -> Pair:
        return self.metadata.pair

    @property
    def tags(self) -> Pair:
        """Its languages in BCP 47."""
        source, target = self.pair
        return tag_of(source), tag_of(target)

    @property
    def name(self) -> str:
        """What it is called beside its translations: `zh-en-1.9`."""
        return "-".join((*self.pair, self.version))

    @property
    def version(self) -> str:
        return self.receipt.version


def read(place: Path) -> Installed | None:
    """The pack in a folder; None for what is none."""
    try:
        metadata = msgspec.json.decode((place / METADATA).read_bytes(), type=Metadata).checked()
        receipt = msgspec.json.decode((place / RECEIPT).read_bytes(), type=Receipt)
    except (OSError, msgspec.MsgspecError, PackError):
        return None  # not ours, or taken away meanwhile
    return Installed(place, metadata, receipt)
