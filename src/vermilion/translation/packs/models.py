"""What an index and a pack say, and what is written down of an install."""

from __future__ import annotations

import msgspec

from vermilion.translation.packs.codes import CODE, VERSION
from vermilion.translation.packs.errors import PackError

Pair = tuple[str, str]  # Argos codes, source and target


class Offer(msgspec.Struct, frozen=True):
    """A pack that the index lists. `links` are http(s), tried in order."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]

    @property
    def pair(self) -> Pair:
        return self.source, self.target


class Metadata(msgspec.Struct, frozen=True):
    """What a pack says of itself (`metadata.json`). `target_prefix` is a piece that its model wants to begin with."""

    from_code: str
    to_code: str
    package_version: str
    target_prefix: str | None = None

    @property
    def pair(self) -> Pair:
        return self.from_code, self.to_code

    def checked(self) -> Metadata:
        """Itself, if its codes and version can become the name of a folder."""
        codes = (self.from_code, self.to_code)
        if not all(map(CODE.fullmatch, codes)) or not VERSION.fullmatch(self.package_version):
            raise PackError("bad_metadata", "The pack's metadata.json names no usable languages and version.")
        return self


class Receipt(msgspec.Struct, frozen=True):
    """Written into the folder of a pack when it was installed. `version` is the index's word where it came from there,
    `url` is empty for a file, `installed_at` in microseconds."""

    version: str
    sha256: str
    url: str
    installed_at: int
