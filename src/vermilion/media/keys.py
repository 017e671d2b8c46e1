"""Where files lie in the storage, and at which addresses they are served."""

from __future__ import annotations

import hashlib
import secrets

from vermilion.infra import ids
from vermilion.media.decoding import FILES


def new_original_key(media_id: int) -> str:
    """Where an original lies until it is processed; nobody can guess it."""
    return f"originals/{media_id % 256:02x}/{media_id}-{secrets.token_hex(16)}"


def media_of_original(key: str) -> int | None:
    """The media id in the key of an original; None for a key that is none."""
    return ids.parse(key.rpartition("/")[2].partition("-")[0])


def public_key(original: str, file: str) -> str:
    """Where a made file is served: the same for every attempt, and it tells nothing about the original's key."""
    token = hashlib.blake2b(original.encode(), digest_size=16).hexdigest()
    return f"public/{token[:2]}/{token}-{file}"


def made_from(original: str) -> list[str]:
    """Whatever processing an original may have put into the storage."""
    return [public_key(original, file) for file in FILES]


def url_of(key: str) -> str:
    """The address of a served file, relative to the site."""
    return "/media/" + key.removeprefix("public/")
