"""A request of a text for one language."""

from __future__ import annotations

import msgspec


class Request(msgspec.Struct, frozen=True):
    """One text for one language. `attempts` counts this one; `reason` is why the one before was put off."""

    key: str
    target: str
    source: str
    scope: int
    text: str
    urgency: int
    attempts: int
    reason: str
