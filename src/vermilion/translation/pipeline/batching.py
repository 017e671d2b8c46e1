"""Strings for an engine, in batches and each only once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from vermilion.infra.text import han
from vermilion.translation.engines import Engine, EngineFailed, Piece
from vermilion.translation.pipeline.tasks import Task

# Sentences of one request: many of an engine's own batches, and few enough that progress is seen.
TOGETHER = 512


async def ask(
    engine: Engine, pieces: Iterable[Piece], task: Task, answered: Callable[[str], None] | None
) -> dict[str, str | None]:
    """Answers by what was asked, each different string once; None where the engine failed."""
    different = list({piece.text: piece for piece in pieces}.values())
    together = 1 if engine.whole else TOGETHER
    batches = [different[start : start + together] for start in range(0, len(different), together)]
    answers = await asyncio.gather(*(_ask_batch(engine, batch, task, answered) for batch in batches))
    return {
        piece.text: answer
        for batch, said in zip(batches, answers, strict=True)
        for piece, answer in zip(batch, said, strict=True)
    }


async def _ask_batch(
    engine: Engine, pieces: Sequence[Piece], task: Task, answered: Callable[[str], None] | None
) -> Sequence[str | None]:
    try:
        answers = await task.chain.ask(engine, pieces, task.source, task.into)
    except EngineFailed:
        return [None] * len(pieces)
    if answered:
        for piece in pieces:
            answered(piece.text)
    return [han.traditionalize(answer) for answer in answers] if task.target == "zh-Hant" else answers
