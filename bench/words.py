"""What slang, terms and topics cost a text, in microseconds of processor time: texts of 200 signs without and full of
slang, and a community's glossary at its largest."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from bench import results
from vermilion.translation.glossary import Term, built_in, with_terms

TIMES, ROUNDS = 1_000, 15
CHINESE, ENGLISH = "zh-Hans", "en"
TEXTS = {
    ("zh", CHINESE): "今天和朋友去了新开的店，环境真的很好，老板人也不错，附近还有公园可以散步，晚上灯光漂亮。",
    ("zh_slang", CHINESE): "这家店yyds，u1s1麻辣烫绝绝子，被种草了，小红书的宝子们冲鸭，今天和朋友去了新开的店。",
    ("en", ENGLISH): "I went to the new shop with a friend today, and the owner was really kind to all of us. ",
    ("en_slang", ENGLISH): "ngl this malatang is lowkey the best, iykyk, tbh u have to try it with ur bestie rn. ",
}


def main() -> None:
    house = built_in()
    largest = with_terms(Term("zh", "en", f"词{number}语", "word") for number in range(20_000))
    work: dict[str, Callable[[], object]] = {}
    for (name, language), sentence in TEXTS.items():
        text, other = (sentence * 5)[:200], ENGLISH if language == CHINESE else CHINESE
        work[f"{name}_plain"] = partial(house.plain, text, language)
        work[f"{name}_terms"] = partial(house.terms, text, language, other)
        work[f"{name}_terms_of_20000"] = partial(largest.terms, text, language, other)
    work["topic"] = partial(house.topic, "美食探店", CHINESE, ENGLISH)
    work["composed_topic"] = partial(house.topic, "成都旅行攻略", CHINESE, ENGLISH)
    figures = {f"{name}_us": _micros(one) for name, one in work.items()}
    said = ", ".join(f"{name.removesuffix('_us')} {value:.0f}" for name, value in figures.items())
    results.close("words", figures, f"µs a text: {said}")


def _micros(work: Callable[[], object]) -> float:
    """The best round: nothing makes it faster than it is."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TIMES):
            work()
        best = min(best, (time.process_time() - began) / TIMES * 1e6)
    return best
