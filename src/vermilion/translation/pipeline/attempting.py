"""What one engine makes of texts; what gets lost on the way is asked for again in smaller pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vermilion.translation import units
from vermilion.translation.engines import Engine, Piece
from vermilion.translation.pipeline.batching import ask
from vermilion.translation.pipeline.drafts import Draft
from vermilion.translation.pipeline.tasks import Task
from vermilion.translation.units import Answer, Unit

Answers = list[tuple[Unit, Answer]]


async def attempt(drafts: Sequence[Draft], engine: Engine, task: Task, whole: bool) -> dict[Draft, Answers | None]:
    """What an engine makes of texts: [] where its answer was of no use, None where it gave none at all. What lost
    something on the way is asked for again in smaller pieces: a whole text by sentences, a sentence by the stretches
    between what is protected."""
    wanted = {draft: units.of(draft.parts, task.source, task.target, whole, task.words) for draft in drafts}
    answered = task.told.watch(wanted) if task.told else None
    said = await ask(engine, [unit.piece for found in wanted.values() for unit in found], task, answered)
    results: dict[Draft, Answers | None] = {}
    lost: dict[Draft, list[Unit]] = {}
    for draft, found in wanted.items():
        if any(said[unit.masked] is None for unit in found):
            results[draft] = None
            continue
        read = [(unit, units.read(unit, said[unit.masked] or "", task.target)) for unit in found]
        results[draft] = [(unit, answer) for unit, answer in read if answer]
        if missing := [unit for unit, answer in read if not answer]:
            lost[draft] = missing
    if lost and whole:
        return results | await attempt(list(lost), engine, task, False)
    if lost:
        for draft, answers in (await _ask_in_pieces(lost, engine, task)).items():
            results[draft] = [*(results[draft] or ()), *answers] if answers else []
    return results


async def _ask_in_pieces(lost: Mapping[Draft, Sequence[Unit]], engine: Engine, task: Task) -> dict[Draft, Answers]:
    """The lost units put together from their stretches; none for a text where even that fails."""
    stretches = [Piece(text) for found in lost.values() for unit in found for text in unit.wanted]
    said = await ask(engine, stretches, task, None)
    results: dict[Draft, Answers] = {}
    for draft, found in lost.items():
        made = [(unit, units.pieced(unit, (said[text] or "" for text in unit.wanted), task.target)) for unit in found]
        answers = [(unit, answer) for unit, answer in made if answer]
        results[draft] = answers if len(answers) == len(found) else []
    return results
