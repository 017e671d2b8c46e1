"""What an evaluation found."""

from __future__ import annotations

import msgspec


class Evaluation(msgspec.Struct, frozen=True):
    """Scores are 0 to 100, shares 0 to 1 and None where there was nothing to count. What could not be translated counts
    as an empty translation in `bleu` and `chrf`; `tokenizer` says what BLEU counted, `tokens` are those. `engines` and
    `failures` say how many texts each engine did, and for which reason none did."""

    source: str
    target: str
    texts: int
    bleu: float
    tokenizer: str
    chrf: float
    tokens: int
    survival: float | None
    with_pieces: int
    detection: float
    texts_per_second: float
    tokens_per_second: float
    engines: dict[str, int]
    failures: dict[str, int]
