"""From texts to their translations: taken apart, asked of the engines in their order, checked, put together again."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from vermilion.infra.text import han
from vermilion.translation import checking, protecting, units
from vermilion.translation.drafts import Draft
from vermilion.translation.engines import Engine, EngineFailed, Piece
from vermilion.translation.languages import base, normal
from vermilion.translation.models import Rendered, Text
from vermilion.translation.parting import Words
from vermilion.translation.units import Answer, Unit

# Raised when this code translates the same texts otherwise.
VERSION = 1
# Sentences of one request: many of an engine's own batches, and few enough that progress is seen.
TOGETHER = 512
# Texts that are taken apart before an engine is asked: the next ones are while it works.
MANY = 32

Progress = Callable[[int, int, int], None]
Answers = list[tuple[Unit, Answer]]


class Chain(Protocol):
    """What is asked of the engines (`engines.chain.Chain`)."""

    def knows(self, source: str, target: str) -> bool: ...

    def engines(self, source: str, target: str, *, private_only: bool = False) -> list[Engine]: ...

    async def ask(self, engine: Engine, pieces: Sequence[Piece], source: str, target: str) -> list[str]: ...


def revision(words: Words) -> str:
    """What translations depend on besides engine and model."""
    return f"{VERSION}.{words.revision}"


async def render(
    texts: Sequence[Text], target: str, chain: Chain, words: Words, *, progress: Progress | None = None
) -> list[Rendered]:
    """The texts in the target language (BCP 47), in order. The sentences of many texts go to an engine together; the
    next engine gets what the one before did not do well. `progress` is told a text's index, how many of its sentences
    are done and how many there are. What needs no engine is answered without the name of one."""
    target = normal(target)
    numbered = list(enumerate(texts))
    some = [numbered[start : start + MANY] for start in range(0, len(numbered), MANY)]
    rendered = await asyncio.gather(*(_render(each, target, chain, words, progress) for each in some))
    return [answer for answers in rendered for answer in answers]


async def _render(
    texts: Sequence[tuple[int, Text]], target: str, chain: Chain, words: Words, progress: Progress | None
) -> list[Rendered]:
    drafts = [Draft(number, text, target, words) for number, text in texts]
    groups: dict[tuple[str, bool], list[Draft]] = {}
    for draft in drafts:
        for source in draft.sources:
            groups.setdefault((source, draft.private), []).append(draft)
    told = _Told(drafts, progress) if progress else None
    await asyncio.gather(
        *(
            _by_chain(group, _Task(source, target, chain, words, told), private)
            for (source, private), group in groups.items()
        )
    )
    return [draft.rendered() for draft in drafts]


class _Task(msgspec.Struct, frozen=True):
    """What is the same for all texts of a group."""

    source: str
    target: str
    chain: Chain
    words: Words
    told: _Told | None

    @property
    def into(self) -> str:
        """Engines are asked for simplified characters only."""
        return "zh-Hans" if base(self.target) == "zh" else self.target


class _Told:
    """Counts the sentences that are done, and tells."""

    def __init__(self, drafts: Sequence[Draft], tell: Progress) -> None:
        self._tell = tell
        self._total = {
            draft.number: len({part.sentence for part in draft.parts if part.kind == "words"}) for draft in drafts
        }
        self._done = dict.fromkeys(self._total, 0)

    def watch(self, wanted: Mapping[Draft, Sequence[Unit]]) -> Callable[[str], None]:
        """What to call with each string that an engine has answered."""
        askers: dict[str, list[tuple[int, int]]] = {}
        for draft, found in wanted.items():
            for unit in found:
                askers.setdefault(unit.masked, []).append((draft.number, unit.sentences))

        def answered(text: str) -> None:
            for number, sentences in askers[text]:
                self._done[number] = min(self._done[number] + sentences, self._total[number])
                self._tell(number, self._done[number], self._total[number])

        return answered


async def _by_chain(drafts: Sequence[Draft], task: _Task, private: bool) -> None:
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
        for draft, answers in (await _attempt(open_drafts, engine, task, engine.whole)).items():
            if answers is None:
                continue
            if not answers or not _stands(answers, task):
                draft.reasons[source] = "poor"
                continue
            draft.answers[source], draft.made_by[source] = answers, made_by


def _stands(answers: Answers, task: _Task) -> bool:
    said, translation = " ".join(unit.bare for unit, _ in answers), " ".join(answer.bare for _, answer in answers)
    terms = [term for unit, _ in answers for term in unit.terms.values()]
    allowed = protecting.pieces("\n".join(terms)) if terms else Counter[str]()
    if not protecting.keeps_pieces(Counter(), allowed, translation):
        return False
    return not checking.fault(said, translation, task.source, task.target)


async def _attempt(drafts: Sequence[Draft], engine: Engine, task: _Task, whole: bool) -> dict[Draft, Answers | None]:
    """What an engine makes of texts: [] where its answer was of no use, None where it gave none at all. What lost
    something on the way is asked for again in smaller pieces: a whole text by sentences, a sentence by the stretches
    between what is protected."""
    wanted = {draft: units.of(draft.parts, task.source, task.target, whole, task.words) for draft in drafts}
    answered = task.told.watch(wanted) if task.told else None
    said = await _ask(engine, [unit.piece for found in wanted.values() for unit in found], task, answered)
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
        return results | await _attempt(list(lost), engine, task, False)
    if lost:
        for draft, answers in (await _ask_in_pieces(lost, engine, task)).items():
            results[draft] = [*(results[draft] or ()), *answers] if answers else []
    return results


async def _ask_in_pieces(lost: Mapping[Draft, Sequence[Unit]], engine: Engine, task: _Task) -> dict[Draft, Answers]:
    """The lost units put together from their stretches; none for a text where even that fails."""
    stretches = [Piece(text) for found in lost.values() for unit in found for text in unit.wanted]
    said = await _ask(engine, stretches, task, None)
    results: dict[Draft, Answers] = {}
    for draft, found in lost.items():
        made = [(unit, units.pieced(unit, (said[text] or "" for text in unit.wanted), task.target)) for unit in found]
        answers = [(unit, answer) for unit, answer in made if answer]
        results[draft] = answers if len(answers) == len(found) else []
    return results


async def _ask(
    engine: Engine, pieces: Iterable[Piece], task: _Task, answered: Callable[[str], None] | None
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
    engine: Engine, pieces: Sequence[Piece], task: _Task, answered: Callable[[str], None] | None
) -> Sequence[str | None]:
    try:
        answers = await task.chain.ask(engine, pieces, task.source, task.into)
    except EngineFailed:
        return [None] * len(pieces)
    if answered:
        for piece in pieces:
            answered(piece.text)
    return [han.traditionalize(answer) for answer in answers] if task.target == "zh-Hant" else answers
