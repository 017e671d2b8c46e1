"""An engine with what bounds it: time, calls at once, a breaker; and what it says about its health and costs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import structlog

from vermilion.infra.errors import Invalid
from vermilion.infra.text.cleaning import clean_text
from vermilion.translation.engines import Engine, EngineFailed, Piece
from vermilion.translation.engines.breaker import Breaker
from vermilion.translation.engines.pairs import covers
from vermilion.translation.engines.settings import EngineSettings
from vermilion.translation.models import LONGEST

# The text was at fault, not the engine: no reason to leave it alone. Else a few odd texts would switch it off for all.
THE_TEXTS_FAULT = frozenset({"bad_answer", "bad_request"})
LONGEST_ANSWER = 4 * LONGEST

log = structlog.get_logger()


@runtime_checkable
class Reachable(Protocol):
    """An engine that can be asked whether it is there, and may learn its pairs by that."""

    async def refresh(self) -> None:
        """Raises EngineFailed."""
        ...


@runtime_checkable
class Metered(Protocol):
    """An engine that is told how many tokens it used."""

    def take_tokens(self) -> tuple[int, int]:
        """Tokens in and out since the last time. Calls that overlap may take each other's: the sum is right."""
        ...


class Link:
    """An engine with what bounds it."""

    def __init__(self, engine: Engine, settings: EngineSettings) -> None:
        self.engine = engine
        self.settings = settings
        self.breaker = Breaker(settings.pause)
        self.slots = asyncio.Semaphore(settings.concurrency)
        self.error = ""
        self.is_reached = True

    def pairs(self) -> list[str]:
        """What it says it can, less what the operator does not want of it."""
        said = self.engine.pairs()
        if not self.settings.pairs:
            return said
        return list(self.settings.pairs) if "*" in said else [pair for pair in self.settings.pairs if pair in said]

    def knows(self, source: str, target: str) -> bool:
        return covers(self.pairs(), source, target)

    def model(self) -> str:
        pair = next((pair for pair in self.pairs() if ">" in pair), "und>und")
        source, _, target = pair.partition(">")
        return self.settings.model or (self.engine.model(source, target) if self.pairs() else "")

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str] | EngineFailed:
        try:
            async with asyncio.timeout(self.settings.timeout * self.settings.requests):
                answers = await self.engine.translate(pieces, source, target)
        except TimeoutError:
            return EngineFailed("timeout", f"no answer within {self.settings.timeout:g} s")
        except EngineFailed as error:
            return error
        except Exception as error:  # one broken engine must not end the translator: the next one is asked
            log.exception("engine_broken", engine=self.engine.name)
            return EngineFailed("broken", type(error).__name__)
        if len(answers) != len(pieces):
            return EngineFailed("bad_response", f"{len(answers)} answers to {len(pieces)} texts")
        return [_clean(answer) for answer in answers]

    def judge(self, outcome: list[str] | EngineFailed) -> None:
        if not isinstance(outcome, EngineFailed):
            self.breaker.succeeded()
            self.error, self.is_reached = "", True
            return
        self.error = str(outcome)
        if outcome.reason in THE_TEXTS_FAULT:
            self.breaker.left()
            return
        wait = outcome.retry_after
        if wait is None and outcome.reason == "rate_limit":
            wait = self.settings.pause
        self.breaker.failed(time.monotonic(), wait)

    def cost(self, characters: int, failed: EngineFailed | None) -> int:
        """Millionths: prices are for a million. What failed is paid for only where the engine says it used tokens."""
        tokens_in, tokens_out = self.engine.take_tokens() if isinstance(self.engine, Metered) else (0, 0)
        paid = tokens_in * self.settings.price_in + tokens_out * self.settings.price_out
        sent = 0 if failed else characters * self.settings.requests
        return round(paid + sent * self.settings.price_characters)

    async def refresh(self) -> None:
        if not isinstance(self.engine, Reachable):
            return
        try:
            async with asyncio.timeout(min(self.settings.timeout, 10.0)):
                await self.engine.refresh()
        except (EngineFailed, TimeoutError) as error:
            self.is_reached, self.error = False, str(error) or "timeout"
            return
        if not self.is_reached:
            self.is_reached, self.error = True, ""


def _clean(answer: str) -> str:
    """As what members write is: without control characters and what nobody sees. Nothing of what cannot be stored."""
    try:
        return clean_text(answer, limit=LONGEST_ANSWER)
    except Invalid:
        return ""
