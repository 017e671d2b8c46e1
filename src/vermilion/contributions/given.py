"""Translations and corrections as members give them."""

from __future__ import annotations

import msgspec


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A translation as a member gives it. `target` is a BCP 47 tag; `source` says what the original is written in
    where its own tag is wrong; `alts` stand beside the note's pictures, empty for those left alone; `based_on` is the
    translation that this one improves; `version` that of the text as the translator read it, 0 to make no point of it.
    """

    target: str
    source: str | None = None
    title: str = ""
    text: str = ""
    alts: list[str] = []
    based_on: int = 0
    version: int = 0


class NewCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """The whole text as it should be, with a note's title, and a remark why; what is empty stays as it is. `version` as
    of an Offer. `is_right` says that there is nothing to correct: neither is looked at then."""

    title: str = ""
    text: str = ""
    remark: str = ""
    version: int = 0
    is_right: bool = False
