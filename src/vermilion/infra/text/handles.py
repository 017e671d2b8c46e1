"""Handles and names that could pass for each other: what is allowed, and the key under which look-alikes meet."""

from __future__ import annotations

import functools
import re
import unicodedata

from confusable_homoglyphs import confusables

from vermilion.infra.errors import Invalid

MIN_HANDLE = 3
MAX_HANDLE = 20


def clean_handle(text: str, field: str = "handle") -> str:
    """A handle in its only spelling: small letters a-z, digits and `_`, 3 to 20, a letter first. Refuses names
    that would speak for the house (`admin`, `vermilion_support`)."""
    handle = text.strip().removeprefix("@").lower()
    if not _HANDLE.fullmatch(handle):
        raise Invalid(
            "bad_handle", "A handle is 3 to 20 small letters, digits or _, and starts with a letter.", field=field
        )
    if handle_key(handle) in _reserved_keys() or _OFFICES.fullmatch(handle):
        raise Invalid("reserved_handle", "This handle is kept for the house.", field=field)
    return handle


def handle_key(handle: str) -> str:
    """The skeleton of a handle: two handles with one key look alike, and only one of them may exist.

    `0` is `o`; `1` and `i` are `l`; `rn` is `m`, `vv` is `w`; `_` counts for nothing.
    """
    key = handle.lower().replace("_", "").translate(_LOOK_ALIKES)
    return key.replace("rn", "m").replace("vv", "w")


def name_key(name: str) -> str:
    """The skeleton of a display name, to tell who may be taken for whom: letters of other alphabets become the
    Latin ones they look like; case, accents, spaces and signs count for nothing. Empty for a name of emoji only."""
    folded = unicodedata.normalize("NFKC", name)
    if not folded.isascii():
        folded = "".join(_latin_twin(char) for char in folded)
    plain = "".join(char for char in unicodedata.normalize("NFD", folded.casefold()) if char.isalnum())
    return handle_key(unicodedata.normalize("NFC", plain))


_HANDLE = re.compile(rf"[a-z][a-z0-9_]{{{MIN_HANDLE - 1},{MAX_HANDLE - 1}}}")
_LOOK_ALIKES = str.maketrans("01i", "oll")

# Refused as a word of a handle ...
_OFFICE = r"(?:\w*_)?(?:admins?|administrator|mods?|moderators?|official|owner|staff|support|vermilion)(?:_\w*)?"
_OFFICES = re.compile(_OFFICE)
# ... and refused, with all that looks like it, as a whole handle: addresses of the site and words of authority.
_RESERVED = """
    admin administrator moderator official owner staff support vermilion
    about abuse account accounts all api app assets billing blog collections community contact desk docs drafts
    everyone explore feed feedback followers following forgotten help helpdesk home hostmaster inbox info
    legal login logout mail me media moderation news nobody noreply note notes null oauth online people
    policy postmaster press privacy publish register report reports reset root rules safety search secure
    security service settings setup signin signout signup site static status sysadmin system team teams
    terms topics trust undefined user users verified verify webmaster welcome www
"""

# For the field of a form, where a browser tells it before anything is sent: most of what is refused, not look-alikes.
_KEPT = "|".join([*_RESERVED.split(), _OFFICE])
PATTERN = rf" *@?(?!(?:{_KEPT}) *$)[A-Za-z][A-Za-z0-9_]{{{MIN_HANDLE - 1},{MAX_HANDLE - 1}}} *"


@functools.cache
def _reserved_keys() -> frozenset[str]:
    return frozenset(map(handle_key, _RESERVED.split()))


@functools.lru_cache(maxsize=4096)
def _latin_twin(char: str) -> str:
    # Han, kana and hangul never pass for Latin, though single strokes of theirs are listed as confusable.
    if char.isascii() or ord(char) >= 0x2E80:
        return char
    found = confusables.is_confusable(char, greedy=True, preferred_aliases=["latin"])
    if not found or found[0]["character"] != char:
        return char
    twins = [twin["c"] for twin in found[0]["homoglyphs"] if twin["c"].isascii() and twin["c"].isalnum()]
    return str(twins[0]) if twins else char
