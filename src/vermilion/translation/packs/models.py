"""What packs are called, and what can go wrong with them. Argos has codes of its own for some languages."""

from __future__ import annotations

import re

import msgspec

# https://github.com/argosopentech/argospm-index; all other codes of the index are BCP 47 already.
TAGS = {"zh": "zh-Hans", "zt": "zh-Hant", "pb": "pt-BR"}
CODES = {tag: code for code, tag in TAGS.items()} | {"zh-TW": "zt", "zh-HK": "zt", "zh-MO": "zt"}

Pair = tuple[str, str]  # Argos codes, source and target

_CODE = re.compile(r"[a-z]{2,3}")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


class PackError(Exception):
    """A pack cannot be had, and nothing was changed. `code` is a stable word, the message a sentence for operators."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


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
        if not all(map(_CODE.fullmatch, codes)) or not _VERSION.fullmatch(self.package_version):
            raise PackError("bad_metadata", "The pack's metadata.json names no usable languages and version.")
        return self


class Receipt(msgspec.Struct, frozen=True):
    """Written into the folder of a pack when it was installed. `version` is the index's word where it came from there,
    `url` is empty for a file, `installed_at` in microseconds."""

    version: str
    sha256: str
    url: str
    installed_at: int


def tag_of(code: str) -> str:
    """The BCP 47 tag of an Argos code."""
    return TAGS.get(code, code)


def code_of(language: str) -> str:
    """The Argos code of a BCP 47 tag or of an Argos code: the nearest where the index tells no regions apart."""
    primary = language.split("-")[0].lower()
    return CODES.get(language) or (primary if _CODE.fullmatch(primary) else _unknown(language))


def version_key(version: str) -> tuple[int, ...]:
    """For comparing: 1.10 is newer than 1.9."""
    return tuple(int(part) for part in version.split(".")) if _VERSION.fullmatch(version) else (-1,)


def _unknown(language: str) -> str:
    raise PackError("no_such_language", f"{language!r} is not a language: write zh, zh-Hant, en …")
