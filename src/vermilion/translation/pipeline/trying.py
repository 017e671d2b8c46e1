"""One engine after the other, until a text is translated well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vermilion.translation import checking, protecting
from vermilion.translation.pipeline.attempting import Answers, attempt
from vermilion.translation.pipeline.drafts import Draft
from vermilion.translation.pipeline.tasks import Task


async def ask_in_order(drafts: Sequence[Draft], task: Task, private: bool) -> None:
    """Ask one engine after the other for what is still open, and leave the reason with what no engine did."""
    source, chain = task.source, task.chain
    engines = chain.engines(source, task.into, private_only=private)
    reason = "unavailable" if engines or chain.knows(source, task.into) else "no_engine"
    for draft in drafts:
        draft.reasons[source] = reason
    for engine in engines:
        open_drafts = [draft for draft in drafts if source not in draft.answers]
        if not open_drafts:
            return
        made_by = engine.name, engine.model(source, task.into)
        for draft, answers in (await attempt(open_drafts, engine, task, engine.whole)).items():
            if answers is None:
                continue
            if not answers or not _stands(answers, task):
                draft.reasons[source] = "poor"
                continue
            draft.answers[source], draft.made_by[source] = answers, made_by


def _stands(answers: Answers, task: Task) -> bool:
    said, translation = " ".join(unit.bare for unit, _ in answers), " ".join(answer.bare for _, answer in answers)
    terms = [term for unit, _ in answers for term in unit.terms.values()]
    allowed = protecting.pieces("\n".join(terms)) if terms else Counter[str]()
    if not protecting.keeps_pieces(Counter(), allowed, translation):
        return False
    return not checking.fault(said, translation, task.source, task.target)
