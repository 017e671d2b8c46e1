"""Two engines in a row over a language that both know, where none does the pair directly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from vermilion.translation.engines import Engine, Piece

Ask = Callable[[Engine, Sequence[Piece], str, str], Awaitable[list[str]]]


class Pivot:
    """Looks like an engine. Its two calls go through `ask`, so that they are counted and bounded as any other.
    Glossary terms lead from source to target and would mislead both halves: they are left out."""

    kind = "pivot"

    def __init__(self, first: Engine, second: Engine, via: str, ask: Ask) -> None:
        self.name = first.name if first.name == second.name else f"{first.name}+{second.name}"
        self.whole = first.whole and second.whole
        self.private = first.private and second.private
        self.via = via
        self._first, self._second, self._ask = first, second, ask

    def model(self, source: str, target: str) -> str:
        first, second = self._first.model(source, self.via), self._second.model(self.via, target)
        return f"{first} > {self.via} > {second}"

    def pairs(self) -> list[str]:
        return []  # it is made for one pair, and nobody asks it for others

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        """What has no answer half way has none at the end."""
        halfway = await self._ask(self._first, [Piece(piece.text) for piece in pieces], source, self.via)
        answers = [""] * len(pieces)
        known = [place for place, text in enumerate(halfway) if text]
        if known:
            ends = await self._ask(self._second, [Piece(halfway[place]) for place in known], self.via, target)
            for place, text in zip(known, ends, strict=True):
                answers[place] = text
        return answers

    async def close(self) -> None:
        """Its halves are closed by whoever opened them."""
