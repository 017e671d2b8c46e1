"""A pack at work: its pieces (SentencePiece) and its model (CTranslate2), many sentences at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import msgspec
import sentencepiece

from vermilion.translation.packs.models import Metadata
from vermilion.translation.packs.shelf import METADATA, MODEL, PIECES

# Pieces of the longest sentence in one go: models of this kind were trained on shorter ones, and lose the thread.
LONGEST = 256
# Sentences are told apart by these lengths, so that one that runs away costs what a sentence of its kind may.
LENGTHS = (32, 64, 128, LONGEST)
BATCH = 512  # pieces that are translated together; with 1,024, two threads end less evenly and 10% later
BEAM = 2

Pieces = list[str]


class OpenPack(msgspec.Struct, frozen=True):
    """A model in memory, safe to use from several threads. `prefix` is what every translation begins with."""

    pieces: sentencepiece.SentencePieceProcessor
    translator: ctranslate2.Translator
    prefix: Pieces


def open_pack(folder: Path, inter_threads: int = 1, intra_threads: int = 1) -> OpenPack:
    """Load an unpacked pack: `inter_threads` batches at a time, `intra_threads` processors for each. Raises OSError,
    RuntimeError or ValueError when it cannot be used."""
    metadata = msgspec.json.decode((folder / METADATA).read_bytes(), type=Metadata)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / PIECES))
    translator = ctranslate2.Translator(
        str(folder / MODEL), compute_type="int8", inter_threads=inter_threads, intra_threads=intra_threads
    )
    return OpenPack(pieces, translator, [metadata.target_prefix] if metadata.target_prefix else [])


def translate(pack: OpenPack, sentences: Sequence[str]) -> list[str]:
    """One translation a sentence, in order. What is longer than the model can hold is translated in stretches."""
    stretches: list[tuple[int, Pieces]] = []
    for number, pieces in enumerate(pack.pieces.encode(list(sentences), out_type=str)):
        stretches += [(number, pieces[start : start + LONGEST]) for start in range(0, len(pieces), LONGEST)]
    said: list[Pieces] = [[] for _ in sentences]
    for (number, _), answer in zip(stretches, _translated(pack, [pieces for _, pieces in stretches]), strict=True):
        said[number] += answer
    return [text.strip() for text in pack.pieces.decode(said)]


def longest_answer(length: int) -> int:
    """Pieces after which the translation of a sentence of `length` pieces is cut off."""
    return 2 * next(bound for bound in LENGTHS if length <= bound) + 16


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
