"""Language tags as translation sees them: which are one language, and into which one a reader wants texts."""

from __future__ import annotations

import functools
from collections.abc import Sequence

# Scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer, Tibetan.
SPACELESS = frozenset({"zh", "ja", "th", "lo", "my", "km", "bo"})
HAN = frozenset({"zh", "ja"})

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@functools.lru_cache(maxsize=256)
def base(tag: str) -> str:
    """The language without script and region: `zh` of `zh-Hant`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def normal(tag: str) -> str:
    """The tag in the house's form: the language alone, but Chinese with its script (`zh-TW` -> `zh-Hant`)."""
    language, *rest = tag.replace("_", "-").lower().split("-")
    if language == "yue":
        return "zh-Hant"
    if language != "zh":
        return language or "und"
    return "zh-Hant" if not _TRADITIONAL.isdisjoint(rest) and "hans" not in rest else "zh-Hans"


def same_language(a: str, b: str) -> bool:
    """Whether who reads one reads the other. Both scripts of Chinese count as one; `und` is like nothing."""
    return base(a) == base(b) != "und"


def reads(language: str, languages_of_reader: Sequence[str]) -> bool:
    """Whether a reader of these languages can do without a translation."""
    return any(same_language(language, known) for known in languages_of_reader)


def best_target(languages_of_reader: Sequence[str], locale: str) -> str:
    """Into which language a reader's texts are put: the interface's if it is one of theirs or they named none, else
    the first they named."""
    if not languages_of_reader:
        return normal(locale)
    return normal(next((tag for tag in languages_of_reader if same_language(tag, locale)), languages_of_reader[0]))
