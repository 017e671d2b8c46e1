"""How well and how fast parallel texts are translated: BLEU and chrF++, what survives, languages told apart."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from importlib.util import find_spec
from typing import Any

import msgspec

from vermilion.infra.text import languages as detector
from vermilion.translation import protecting
from vermilion.translation.languages import base, normal
from vermilion.translation.models import Rendered, Text
from vermilion.translation.parallel import Pair

# Texts that are translated together: enough for an embedded engine's batches, few enough to see that it goes on.
TOGETHER = 256

Interpret = Callable[[Sequence[Text], str], Awaitable[list[Rendered]]]
Progress = Callable[[int, int], None]


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


async def evaluate(
    pairs: Sequence[Pair], source: str, target: str, interpret: Interpret, progress: Progress | None = None
) -> Evaluation:
    """Translate all sources (BCP 47) and compare. `progress` is told how many texts of how many are done."""
    began = time.perf_counter()
    rendered: list[Rendered] = []
    for start in range(0, len(pairs), TOGETHER):
        texts = [Text(pair.source, source) for pair in pairs[start : start + TOGETHER]]
        rendered += await interpret(texts, target)
        if progress:
            progress(len(rendered), len(pairs))
    seconds = time.perf_counter() - began
    survived = [
        not protecting.pieces(pair.source) - protecting.pieces(made.text)
        for pair, made in zip(pairs, rendered, strict=True)
        if made.text is not None and protecting.pieces(pair.source)
    ]
    bleu, tokenizer = _bleu([made.text or "" for made in rendered], [pair.reference for pair in pairs], target)
    return Evaluation(
        source=normal(source),
        target=normal(target),
        texts=len(pairs),
        bleu=bleu.score,
        tokenizer=tokenizer,
        chrf=_chrf([made.text or "" for made in rendered], [pair.reference for pair in pairs]),
        tokens=bleu.sys_len,
        survival=sum(survived) / len(survived) if survived else None,
        with_pieces=len(survived),
        detection=sum(_is_detected(pair.source, source) for pair in pairs) / len(pairs),
        texts_per_second=len(pairs) / seconds,
        tokens_per_second=bleu.sys_len / seconds,
        engines=dict(Counter(f"{made.engine} {made.model}".strip() or "none" for made in rendered if made.text)),
        failures=dict(Counter(made.reason for made in rendered if made.text is None)),
    )


def _bleu(translations: list[str], references: list[str], target: str) -> tuple[Any, str]:
    """sacrebleu's corpus score and the name of its tokenizer. Japanese and Korean are cut into words where MeCab is
    installed, else into signs; the two are not to be compared."""
    from sacrebleu.metrics.bleu import BLEU

    tokenizer = _TOKENIZERS.get(base(target), "13a")
    if (needed := _NEEDED.get(tokenizer)) and not find_spec(needed):
        tokenizer = "char"
    return BLEU(tokenize=tokenizer).corpus_score(translations, [references]), tokenizer


def _chrf(translations: list[str], references: list[str]) -> float:
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF(word_order=2).corpus_score(translations, [references]).score)


def _is_detected(text: str, source: str) -> bool:
    """Script counts where it was asked for: `zh-Hant` is not found in simplified characters."""
    found = detector.detect(text).tag
    return found == source if "-" in source else base(found) == source


_TOKENIZERS = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab", "th": "char", "lo": "char", "km": "char", "my": "char"}
_NEEDED = {"ja-mecab": "MeCab", "ko-mecab": "mecab_ko"}
