"""Numbers spelled out, of any size: `三十万` and `three hundred thousand` are 300,000 (`spelled.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources

import msgspec

from vermilion.translation.languages import base


class Words(msgspec.Struct, frozen=True):
    """How a language spells numbers: `plain` ones are added up, `hundreds` multiply within a group, `groups` all of
    it."""

    plain: dict[str, int]
    hundreds: dict[str, int]
    groups: dict[str, int]
    between: frozenset[str]


class Number:
    """One that is read word by word."""

    def __init__(self) -> None:
        self._groups = self._hundreds = self._rest = 0

    def takes(self, value: int) -> bool:
        """Whether a plain value may follow: `twenty`, then `five`; French also `soixante`, then `quinze`."""
        rest = str(self._rest)
        zeros = len(rest) - len(rest.rstrip("0"))
        return not self._rest or value < 10**zeros or (self._rest in {60, 80} and value < 20)

    def add(self, value: int) -> None:
        self._rest += value

    def hundred(self, value: int) -> None:
        self._hundreds += (self._rest or 1) * value
        self._rest = 0

    def group(self, value: int) -> None:
        before = self._hundreds + self._rest
        if self._groups < value:  # 一万亿, cien mil millones
            self._groups = (self._groups + before or 1) * value
        else:
            self._groups += (before or 1) * value
        self._hundreds = self._rest = 0

    @property
    def value(self) -> int:
        return self._groups + self._hundreds + self._rest


def spelled(text: str, language: str) -> Counter[str]:
    """The values of the numbers that a text of this language spells out; none in languages that are not known here."""
    if base(language) in {"zh", "ja"}:
        return _counted(map(_of_signs, _RUN.findall(text)))
    words = _WORDS.get(base(language))
    return _counted(_of_words(text.lower(), words)) if words else Counter()


def _counted(values: Iterable[int]) -> Counter[str]:
    return Counter(str(value) for value in values if value)


def _of_signs(run: str) -> int:
    if len(run) > 1 and all(sign in _DIGITS for sign in run):  # one by one, as a year: 二〇二五
        return int("".join(str(_DIGITS[sign]) for sign in run))
    number = Number()
    for sign in run:
        if sign in _DIGITS:
            number.add(_DIGITS[sign])
        elif _SCALES[sign] < 10_000:
            number.hundred(_SCALES[sign])
        else:
            number.group(_SCALES[sign])
    return number.value


def _of_words(text: str, words: Words) -> Iterator[int]:
    number, end = Number(), 0
    for match in _WORD.finditer(_EIGHTY.sub("huitante", text)):
        word = match[0]
        value = words.plain.get(word)
        apart = match.start() - end > 1  # more than a space or a hyphen
        counts = value is not None or word in words.hundreds or word in words.groups or word in words.between
        if apart or not counts or (value is not None and not number.takes(value)):
            yield number.value
            number = Number()
        end = match.end()
        if value is not None:
            number.add(value)
        elif word in words.hundreds:
            number.hundred(words.hundreds[word])
        elif word in words.groups:
            number.group(words.groups[word])
    yield number.value


_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_RUN = re.compile(f"[{''.join((*_DIGITS, *_SCALES))}]+")
_WORD = re.compile(r"[^\W\d_]+")
_EIGHTY = re.compile(r"quatre[- ]vingts?\b")
_WRITTEN: dict[str, dict[str, str]] = tomllib.loads(
    resources.files(__package__).joinpath("spelled.toml").read_text(encoding="utf-8")
)


def _values(written: str) -> dict[str, int]:
    tokens = written.split()
    return dict(zip(tokens[::2], map(int, tokens[1::2]), strict=True))


_WORDS = {
    language: Words(
        _values(found["plain"]),
        _values(found["hundreds"]),
        _values(found["groups"]),
        frozenset(found["between"].split()),
    )
    for language, found in _WRITTEN.items()
}
