"""Small numbers as words, months and ordinals (`words.toml`)."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from vermilion.translation.languages import base


def words_of(text: str) -> set[str]:
    """The words of a text in small letters."""
    return set(_WORD.findall(text.lower()))


def is_worded(value: str, words: set[str], translation: str, target: str) -> bool:
    """Whether a small number stands there as a word, a month or an ordinal."""
    names = _NAMES.get(base(target), {}).get(value.lstrip("0") or "0", ())
    spaced = base(target) not in {"zh", "ja", "ko"}
    return any(name in words if spaced else name in translation for name in names)


_WORD = re.compile(r"[^\W\d_]+")
_WRITTEN: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
)
_NAMES = {
    language: {str(number): names.split() for number, names in enumerate(numbers)}
    for language, numbers in _WRITTEN.items()
}
