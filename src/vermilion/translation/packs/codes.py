"""What languages and versions are called. Argos has codes of its own for some languages."""

from __future__ import annotations

import re

from vermilion.translation.packs.errors import PackError

# https://github.com/argosopentech/argospm-index; all other codes of the index are BCP 47 already.
TAGS = {"zh": "zh-Hans", "zt": "zh-Hant", "pb": "pt-BR"}
CODES = {tag: code for code, tag in TAGS.items()} | {"zh-TW": "zt", "zh-HK": "zt", "zh-MO": "zt"}

CODE = re.compile(r"[a-z]{2,3}")
VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


def tag_of(code: str) -> str:
    """The BCP 47 tag of an Argos code."""
    return TAGS.get(code, code)


def code_of(language: str) -> str:
    """The Argos code of a BCP 47 tag or of an Argos code: the nearest where the index tells no regions apart."""
    primary = language.split("-")[0].lower()
    return CODES.get(language) or (primary if CODE.fullmatch(primary) else _unknown(language))


def version_key(version: str) -> tuple[int, ...]:
    """For comparing: 1.10 is newer than 1.9."""
    return tuple(int(part) for part in version.split(".")) if VERSION.fullmatch(version) else (-1,)


def _unknown(language: str) -> str:
    raise PackError("no_such_language", f"{language!r} is not a language: write zh, zh-Hant, en …")
