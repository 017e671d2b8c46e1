"""What a translation engine is, and the chain that asks them in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec


class Piece(msgspec.Struct, frozen=True):
    """One string for an engine: a sentence with its masks, or a whole text for engines that want context (`whole`).
    `terms` are words of the source and what they shall become."""

    text: str
    terms: Mapping[str, str] = {}


class EngineFailed(Exception):
    """An engine could not answer. `reason` is a short stable word (timeout, refused, rate_limit, bad_answer, …);
    `retry_after` in seconds where the engine said so."""

    def __init__(self, reason: str, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.retry_after = retry_after


class Engine(Protocol):
    """Translates strings of one pair of languages, many at once. Tags are BCP 47 (`zh-Hans`, `en`)."""

    name: str
    kind: str
    whole: bool  # wants whole texts (language models), not sentences
    private: bool  # texts do not leave the operator's machines

    def model(self, source: str, target: str) -> str:
        """Which model answers for the pair, for the label and the memory's key."""
        ...

    def pairs(self) -> list[str]:
        """What it can do, as `zh>en`, or `*` for any pair."""
        ...

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        """One answer a piece, in order; an empty one where there is no good answer. Raises EngineFailed."""
        ...

    async def close(self) -> None:
        """Free what it holds."""
        ...
