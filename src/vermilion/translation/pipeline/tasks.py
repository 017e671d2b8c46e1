"""What is the same for all texts that are translated together from one language into another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from vermilion.translation.engines import Engine, Piece
from vermilion.translation.languages import base
from vermilion.translation.parting import Words
from vermilion.translation.pipeline.telling import Told


class Chain(Protocol):
    """What is asked of the engines (`engines.chain.Chain`)."""

    def knows(self, source: str, target: str) -> bool: ...

    def engines(self, source: str, target: str, *, private_only: bool = False) -> list[Engine]: ...

    async def ask(self, engine: Engine, pieces: Sequence[Piece], source: str, target: str) -> list[str]: ...


class Task(msgspec.Struct, frozen=True):
    """What is the same for all texts of a group."""

    source: str
    target: str
    chain: Chain
    words: Words
    told: Told | None

    @property
    def into(self) -> str:
        """Engines are asked for simplified characters only."""
        return "zh-Hans" if base(self.target) == "zh" else self.target
