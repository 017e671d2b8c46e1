"""Engines that pretend to translate, well or badly, and a chain and dictionaries that hold only what a test says."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence

from vermilion.translation.engines import Engine, EngineFailed, Piece

ENGLISH = re.findall(
    r"\w+",
    "the people here really want to know what we have been doing all day and how much it will cost them to come along "
    "with their friends before winter starts because nobody ever said that good food must be cheap or far away",
)
CHINESE = "我们今天真的很想知道你在那里做什么因为大家都说好吃又便宜还可以带朋友一起去看冬天的海边风景吧"
MASK = re.compile(r"[A-Z]{2}\d+")
WORD = re.compile(r"[A-Z]{2}\d+|\d+|[^\W\d_]+")

Say = Callable[[str, str], str]


class PretendedEngine:
    """Says what `say` makes of a string and a target; `asked` keeps the strings."""

    kind = "pretended"

    def __init__(self, say: Say, *, name: str = "pretended", whole: bool = False, private: bool = True) -> None:
        self.say, self.name, self.whole, self.private = say, name, whole, private
        self.asked: list[str] = []
        self.pieces: list[Piece] = []
        self.calls = 0

    def model(self, source: str, target: str) -> str:
        return f"{source}>{target}"

    def pairs(self) -> list[str]:
        return ["*"]

    async def translate(self, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        self.calls += 1
        self.pieces += pieces
        self.asked += [piece.text for piece in pieces]
        return [self.say(piece.text, target) for piece in pieces]

    async def close(self) -> None:
        pass


class PretendedChain:
    """All engines for any pair but those whose source is in `unknown`."""

    def __init__(self, *engines: PretendedEngine, unknown: Sequence[str] = ()) -> None:
        self.all = engines
        self.unknown = unknown

    def knows(self, source: str, target: str) -> bool:
        return bool(self.all) and source not in self.unknown

    def engines(self, source: str, target: str, *, private_only: bool = False) -> list[Engine]:
        known = self.all if self.knows(source, target) else ()
        return [engine for engine in known if engine.private or not private_only]

    async def ask(self, engine: Engine, pieces: Sequence[Piece], source: str, target: str) -> list[str]:
        return await engine.translate(pieces, source, target)


class PretendedWords:
    revision = "r"

    def __init__(
        self,
        slang: Mapping[str, str] | None = None,
        terms: Mapping[str, str] | None = None,
        topics: Mapping[str, str] | None = None,
    ) -> None:
        self._slang, self._terms, self._topics = slang or {}, terms or {}, topics or {}

    def plain(self, text: str, language: str) -> str:
        for word, meaning in self._slang.items():
            text = text.replace(word, meaning)
        return text

    def terms(self, text: str, source: str, target: str) -> dict[str, str]:
        return {term: meaning for term, meaning in self._terms.items() if term in text}

    def topic(self, name: str, source: str, target: str) -> str | None:
        return self._topics.get(name)


def well(text: str, target: str) -> str:
    """Every word becomes one or two of the target language; masks and digits stay."""
    vocabulary: Sequence[str] = CHINESE if target.startswith("zh") else ENGLISH
    between = "" if target.startswith("zh") else " "

    def word(match: re.Match[str]) -> str:
        if MASK.fullmatch(match[0]) or match[0].isdecimal():
            return match[0]
        length = max(1, len(match[0]) // 2) if ord(match[0][0]) > 0x2E80 or not between else 1
        first = zlib.crc32(match[0].encode())
        return between.join(vocabulary[(first + place) % len(vocabulary)] for place in range(length))

    return WORD.sub(word, text)


def dropping(text: str, target: str) -> str:
    return MASK.sub("", well(text, target))


def doubling(text: str, target: str) -> str:
    return MASK.sub(r"\g<0> \g<0>", well(text, target))


def reordering(text: str, target: str) -> str:
    masks = iter(MASK.findall(text)[::-1])
    return MASK.sub(lambda _: next(masks), well(text, target))


def muddling(text: str, target: str) -> str:
    """Harmless: small letters, full-width digits, spaces within."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return MASK.sub(lambda match: f" {match[0][:2].lower()} {match[0][2:].translate(wide)} ", well(text, target))


def inventing(text: str, target: str) -> str:
    """Masks that nobody gave it, and things that were never there."""
    return f"{well(text, target)} QZ7 XQ1 @mallory https://evil.example.com #Follow"


def adding_a_link(text: str, target: str) -> str:
    return f"{well(text, target)} https://evil.example.com/x"


def copying(text: str, target: str) -> str:
    return text


def looping(text: str, target: str) -> str:
    return well(text, target) + " again and" * 30


def silent(text: str, target: str) -> str:
    return ""


def refusing(text: str, target: str) -> str:
    raise EngineFailed("refused")
