"""What a text says to machines, openly or encoded, and its answer does not say any more."""

from __future__ import annotations

import math
import re

from vermilion.translation.engines.concepts import LANGUAGES, concepts
from vermilion.translation.engines.encodings import encoded_pieces, plain_variants
from vermilion.translation.engines.orders import orders

COVERED = 0.6  # of the things that a text says to a machine its translation says as well, rounded up


def loses_encoded(text: str, answer: str, target: str, strict: bool) -> str | None:
    """What cannot be read is copied as it stands; a model that reads it does something else."""
    said = _bare(answer)
    return "decoded" if any(_bare(piece) not in said for piece in encoded_pieces(text)) else None


def leaves_out_what_was_said_to_machines(text: str, answer: str, target: str, strict: bool) -> str | None:
    """A translation of an order is an order about the same things."""
    if not strict:
        return None
    said = frozenset[str]().union(*(concepts(clause) for variant in plain_variants(text) for clause in orders(variant)))
    if said and target.partition("-")[0] not in LANGUAGES:
        return "cannot be judged"
    kept = said & concepts(_joined(answer))
    return "left out" if len(kept) < math.ceil(COVERED * len(said)) else None


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _joined(text: str) -> str:
    """Characters that were written apart together, and WordsLikeThese apart."""
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
