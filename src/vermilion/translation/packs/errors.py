"""What can go wrong with packs."""

from __future__ import annotations


class PackError(Exception):
    """A pack cannot be had, and nothing was changed. `code` is a stable word, the message a sentence for operators."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
