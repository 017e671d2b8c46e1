"""Telling languages apart on one core: how fast, and how often right, on real short texts and on sentences of a corpus.

Reads `shared/data/translation` beside the checkout; without it there is nothing to measure."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median

from bench import results
from vermilion.infra.text import languages
from vermilion.translation.languages import base

DATA = Path(__file__).parents[2] / "shared" / "data" / "translation"
SOCIAL = ("ja", "ko", "es", "fr")
FLORES = {
    "cmn_Hans": "zh-Hans", "cmn_Hant": "zh-Hant", "eng": "en", "fra": "fr", "spa": "es", "jpn": "ja", "kor": "ko",
}  # fmt: skip
ROUNDS = 5


def main() -> None:
    if not DATA.exists():
        print(f"detection: needs the shared data in {DATA.name}, which is not at hand")
        return
    languages.warm_up()
    social = _social()
    flores = {tag: _lines(DATA / f"flores200_{name}.devtest") for name, tag in FLORES.items()}
    shares = {f"social_{tag}": _right([base(found) == tag for found in _found(texts)]) for tag, texts in social.items()}
    shares |= {f"flores_{tag}": _right([found == tag for found in _found(texts)]) for tag, texts in flores.items()}
    speeds = {"social_per_second": _per_second(social), "flores_per_second": _per_second(flores)}
    said = ", ".join(f"{name.replace('_', ' ')} {share:.1%}" for name, share in shares.items())
    fast = f"{speeds['social_per_second']:,.0f} social texts a second, {speeds['flores_per_second']:,.0f} sentences"
    results.close("detection", shares | speeds, f"{said}; {fast}")


def _social() -> dict[str, list[str]]:
    rows = {tag: [json.loads(line) for line in _lines(DATA / f"social_zh_{tag}.jsonl")] for tag in SOCIAL}
    texts = {tag: [row["translation"] for row in found] for tag, found in rows.items()}
    return {"zh": [row["source"] for found in rows.values() for row in found]} | texts


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _found(texts: list[str]) -> list[str]:
    return [languages.detect(text).tag for text in texts]


def _right(answers: list[bool]) -> float:
    return sum(answers) / len(answers)


def _per_second(texts: dict[str, list[str]]) -> float:
    """The median of several rounds over all of them, by processor time: this is one thread."""
    rates = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for lines in texts.values():
            _found(lines)
        rates.append(sum(map(len, texts.values())) / (time.process_time() - began))
    return median(rates)
