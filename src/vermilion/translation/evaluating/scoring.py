"""Scores: of translations against references, by sacrebleu, and of languages that were found."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from vermilion.infra.text import languages as detector
from vermilion.translation.languages import base


def bleu_of(translations: list[str], references: list[str], target: str) -> tuple[Any, str]:
    """sacrebleu's corpus score and the name of its tokenizer. Japanese and Korean are cut into words where MeCab is
    installed, else into signs; the two are not to be compared."""
    from sacrebleu.metrics.bleu import BLEU

    tokenizer = _TOKENIZERS.get(base(target), "13a")
    if (needed := _NEEDED.get(tokenizer)) and not find_spec(needed):
        tokenizer = "char"
    return BLEU(tokenize=tokenizer).corpus_score(translations, [references]), tokenizer


def chrf_of(translations: list[str], references: list[str]) -> float:
    """sacrebleu's chrF++, 0 to 100."""
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF(word_order=2).corpus_score(translations, [references]).score)


def is_detected(text: str, source: str) -> bool:
    """Script counts where it was asked for: `zh-Hant` is not found in simplified characters."""
    found = detector.detect(text).tag
    return found == source if "-" in source else base(found) == source


_TOKENIZERS = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab", "th": "char", "lo": "char", "km": "char", "my": "char"}
_NEEDED = {"ja-mecab": "MeCab", "ko-mecab": "mecab_ko"}
