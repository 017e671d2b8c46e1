"""Translates parallel texts and compares."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from vermilion.translation import protecting
from vermilion.translation.evaluating.models import Evaluation
from vermilion.translation.evaluating.scoring import bleu_of, chrf_of, is_detected
from vermilion.translation.languages import normal
from vermilion.translation.models import Rendered, Text
from vermilion.translation.parallel import Pair

# Texts that are translated together: enough for an embedded engine's batches, few enough to see that it goes on.
TOGETHER = 256

Interpret = Callable[[Sequence[Text], str], Awaitable[list[Rendered]]]
Progress = Callable[[int, int], None]


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
    bleu, tokenizer = bleu_of([made.text or "" for made in rendered], [pair.reference for pair in pairs], target)
    return Evaluation(
        source=normal(source),
        target=normal(target),
        texts=len(pairs),
        bleu=bleu.score,
        tokenizer=tokenizer,
        chrf=chrf_of([made.text or "" for made in rendered], [pair.reference for pair in pairs]),
        tokens=bleu.sys_len,
        survival=sum(survived) / len(survived) if survived else None,
        with_pieces=len(survived),
        detection=sum(is_detected(pair.source, source) for pair in pairs) / len(pairs),
        texts_per_second=len(pairs) / seconds,
        tokens_per_second=bleu.sys_len / seconds,
        engines=dict(Counter(f"{made.engine} {made.model}".strip() or "none" for made in rendered if made.text)),
        failures=dict(Counter(made.reason for made in rendered if made.text is None)),
    )
