"""How long sentences and their translations may be."""

from __future__ import annotations

# Pieces of the longest sentence in one go: models of this kind were trained on shorter ones, and lose the thread.
LONGEST = 256
# Sentences are told apart by these lengths, so that one that runs away costs what a sentence of its kind may.
LENGTHS = (32, 64, 128, LONGEST)


def longest_answer(length: int) -> int:
    """Pieces after which the translation of a sentence of `length` pieces is cut off."""
    return 2 * next(bound for bound in LENGTHS if length <= bound) + 16
