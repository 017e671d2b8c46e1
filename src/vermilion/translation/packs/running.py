"""A pack at work: many sentences at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import ctranslate2

from vermilion.translation.packs.lengths import LONGEST, longest_answer
from vermilion.translation.packs.opening import OpenPack, Pieces

BATCH = 512  # pieces that are translated together; with 1,024, two threads end less evenly and 10% later
BEAM = 2


def translate(pack: OpenPack, sentences: Sequence[str]) -> list[str]:
    """One translation a sentence, in order. What is longer than the model can hold is translated in stretches."""
    stretches: list[tuple[int, Pieces]] = []
    for number, pieces in enumerate(pack.pieces.encode(list(sentences), out_type=str)):
        stretches += [(number, pieces[start : start + LONGEST]) for start in range(0, len(pieces), LONGEST)]
    said: list[Pieces] = [[] for _ in sentences]
    for (number, _), answer in zip(stretches, _translated(pack, [pieces for _, pieces in stretches]), strict=True):
        said[number] += answer
    return [text.strip() for text in pack.pieces.decode(said)]


def _translated(pack: OpenPack, sources: list[Pieces]) -> list[Pieces]:
    """What never came to an end goes round in circles: those are asked once more and may not repeat themselves."""
    answers = _asked(pack, sources)
    endless = [number for number, answer in enumerate(answers) if len(answer) >= longest_answer(len(sources[number]))]
    again = _asked(pack, [sources[number] for number in endless], repetition_penalty=1.2, no_repeat_ngram_size=3)
    for number, answer in zip(endless, again, strict=True):
        answers[number] = answer
    return answers


def _asked(pack: OpenPack, sources: list[Pieces], **guards: float) -> list[Pieces]:
    """All lengths are handed over before any is waited for, so that every thread of the model has work."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number, pieces in enumerate(sources):
        groups[longest_answer(len(pieces))].append(number)
    under_way: dict[int, ctranslate2.AsyncTranslationResult] = {}
    for bound, numbers in groups.items():
        results = pack.translator.translate_batch(
            [sources[number] for number in numbers],
            [pack.prefix] * len(numbers) if pack.prefix else None,
            asynchronous=True,
            max_batch_size=BATCH,
            batch_type="tokens",
            beam_size=BEAM,
            max_decoding_length=bound,
            replace_unknowns=True,
            **guards,
        )
        under_way.update(zip(numbers, results, strict=True))
    return [under_way[number].result().hypotheses[0][len(pack.prefix) :] for number in range(len(sources))]
