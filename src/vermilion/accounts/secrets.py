"""Random secrets, of which only a hash is kept."""

from __future__ import annotations

import hashlib
import secrets

SESSION_PREFIX = "vs_"
TOKEN_PREFIX = "vt_"  # noqa: S105 - a prefix, so that a leaked token can be recognised


def new_secret(prefix: str = "") -> str:
    """256 random bits, safe in addresses and headers."""
    return prefix + secrets.token_urlsafe(32)


def hashed(secret: str) -> bytes:
    """What is stored. The secret is random, so a fast hash does."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
