"""Which pairs of languages an engine's own words cover: `zh>en`, or `*` for all."""

from __future__ import annotations

from collections.abc import Iterable

SIMPLIFIED = frozenset({"zh", "zh-Hans"})


def covers(pairs: Iterable[str], source: str, target: str) -> bool:
    """Whether one of the pairs is about these tags."""
    for pair in pairs:
        if pair == "*":
            return source != target
        one, _, other = pair.partition(">")
        if _reads(one, source) and _writes(other, target):
            return True
    return False


def languages(pairs: Iterable[str]) -> set[str]:
    """Every tag that the pairs name."""
    return {tag for pair in pairs if ">" in pair for tag in pair.split(">")}


def _reads(declared: str, source: str) -> bool:
    return source == declared or source.partition("-")[0] == declared


def _writes(declared: str, target: str) -> bool:
    """`zh` alone writes simplified characters, whoever says it."""
    if declared.partition("-")[0] == "zh":
        return target == declared or {declared, target} <= SIMPLIFIED
    return _reads(declared, target) or _reads(target, declared)
