"""What is asked of an engine as one string: a sentence, or for engines that want context all that belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from vermilion.translation import numbers, protecting
from vermilion.translation.engines import Piece
from vermilion.translation.languages import SPACELESS, base
from vermilion.translation.parting import Part, Words
from vermilion.translation.scripts import has_words

# Characters that one string for a language model may grow to.
LARGEST = 1_500


class Unit(msgspec.Struct, frozen=True):
    """`parts[start:end]` of a text, `lead` and `tail` its outer spaces. `masked` is what an engine is asked, `hidden`
    what stands behind its masks, `bare` the same without any; `stretches` is the same in pieces, for the case that the
    masks get lost: true for what an engine translates. `terms` are the words of the glossary in it, `sentences` is how
    many it touches."""

    start: int
    end: int
    lead: str
    tail: str
    masked: str
    bare: str
    letters: str
    hidden: tuple[str, ...]
    terms: Mapping[str, str]
    whole: bool
    stretches: tuple[tuple[bool, str], ...]
    sentences: int

    @property
    def piece(self) -> Piece:
        return Piece(self.masked, self.terms if self.whole else {})

    @property
    def wanted(self) -> list[str]:
        """What is to be translated, in pieces."""
        return [text.strip() for is_wanted, text in self.stretches if is_wanted]


class Answer(msgspec.Struct, frozen=True):
    """A unit's translation: `text` with everything protected in its place, `bare` without."""

    text: str
    bare: str


def of(parts: Sequence[Part], source: str, target: str, whole: bool, words: Words) -> list[Unit]:
    """The units of a text in one of its languages. Terms go as such to engines that take whole texts; in sentences for
    other engines they are hidden like what is protected."""
    return [_unit(parts, start, end, target, whole, words) for start, end in _slices(parts, source, whole)]


def read(unit: Unit, answer: str, target: str) -> Answer | None:
    """An engine's answer to a unit, or None where it lost a mask, a number or a line."""
    said = answer.strip()
    if said.count("\n") != unit.masked.count("\n"):
        said = " ".join(said.split()) if "\n" not in unit.masked else ""
    if not said:
        return None
    text = bare = said
    if unit.hidden:
        shown = protecting.restore(said, unit.letters, unit.hidden)
        if shown is None:
            return None
        text, bare = shown, protecting.restore(said, unit.letters, [" "] * len(unit.hidden)) or ""
    return Answer(text, bare) if numbers.survive(unit.bare, bare, target) else None


def pieced(unit: Unit, answers: Iterator[str], target: str) -> Answer | None:
    """The unit put together from the translations of its stretches: nothing between them can be lost."""
    said = [" ".join(next(answers).split()) if wanted else text for wanted, text in unit.stretches]
    if not all(text for text, (wanted, _) in zip(said, unit.stretches, strict=True) if wanted):
        return None
    bare = " ".join(text for text, (wanted, _) in zip(said, unit.stretches, strict=True) if wanted)
    return Answer(seamed(said, target), bare)


def seamed(texts: Sequence[str], target: str) -> str:
    """Texts put together as the target sets them: with a space between words, without one between Chinese signs."""
    spaceless = base(target) in SPACELESS
    joined: list[str] = []
    for text in filter(None, texts):
        if spaceless and len(joined) > 1 and joined[-1] == " ":
            if _SPACELESS_END.search(joined[-2]) and _SPACELESS_START.match(text):
                joined.pop()
        elif not spaceless and joined and _WORD_END.search(joined[-1]) and _WORD_START.match(text):
            joined.append(" ")
        joined.append(text)
    return protecting.join(joined)


def _slices(parts: Sequence[Part], source: str, whole: bool) -> list[tuple[int, int]]:
    """From words to words of one language: of one sentence, or with `whole` until another language's come."""
    slices: list[tuple[int, int]] = []
    last: Part | None = None
    size = 0
    for place, part in enumerate(parts):
        if part.kind != "words":
            continue
        size += len(part.text)
        if part.source == source:
            is_next = last is not None and last.source == source
            if is_next and last and (size <= LARGEST if whole else last.sentence == part.sentence):
                slices[-1] = (slices[-1][0], place + 1)
            else:
                slices.append((place, place + 1))
                size = len(part.text)
        last = part
    return slices


def _unit(parts: Sequence[Part], start: int, end: int, target: str, whole: bool, words: Words) -> Unit:
    inside = parts[start:end]
    said = "".join(part.said for part in inside)
    terms = words.terms(said, inside[0].source, target)
    stretches = [stretch for part in inside for stretch in _stretches(part, terms)]
    pieces = _gathered([piece for part in inside for piece in _pieces(part, {} if whole else terms)])
    hidden = tuple(text for is_hidden, text in pieces if is_hidden)
    letters = protecting.mask_letters(said) if hidden else ""
    text = _masked(pieces, letters) if hidden else "".join(text for _, text in pieces)
    return Unit(
        start=start,
        end=end,
        lead=said[: len(said) - len(said.lstrip())],
        tail=said[len(said.rstrip()) :],
        masked=text.strip(),
        bare=" ".join(text for is_hidden, text in pieces if not is_hidden) if hidden else text,
        letters=letters,
        hidden=hidden,
        terms=terms,
        whole=whole,
        stretches=tuple(stretches),
        sentences=len({part.sentence for part in inside if part.kind == "words"}),
    )


def _stretches(part: Part, terms: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    if part.kind != "words":
        yield False, part.said
        return
    for is_term, text in _pieces(part, terms):
        for is_number, run in [(True, text)] if is_term else numbers.cut(text):
            yield not is_term and not is_number and has_words(run), run


def _pieces(part: Part, terms: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """What an engine sees of a part, and (true) what it does not."""
    if part.kind != "words" or not terms:
        yield part.kind == "kept", part.said
        return
    found = re.split("(" + "|".join(map(_whole_word, sorted(terms, key=len, reverse=True))) + ")", part.said)
    for place, text in enumerate(found):
        if text:
            yield place % 2 == 1, terms[text] if place % 2 else text


def _whole_word(term: str) -> str:
    """A pattern of the term that does not find `art` in `party`."""
    before = r"(?<![A-Za-z0-9])" if term[0].isascii() and term[0].isalnum() else ""
    behind = r"(?![A-Za-z0-9])" if term[-1].isascii() and term[-1].isalnum() else ""
    return before + re.escape(term) + behind


def _gathered(pieces: Sequence[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """What is hidden side by side gets one mask: an engine may lose or move only the whole of it."""
    gathered: list[tuple[bool, str]] = []
    for is_hidden, text in pieces:
        if is_hidden and len(gathered) > 1 and gathered[-1] == (False, " ") and gathered[-2][0]:
            gathered.pop()
            gathered[-1] = (True, f"{gathered[-1][1]} {text}")
        elif is_hidden and gathered and gathered[-1][0]:
            gathered[-1] = (True, gathered[-1][1] + text)
        else:
            gathered.append((is_hidden, text))
    return gathered


def _masked(pieces: Sequence[tuple[bool, str]], letters: str) -> str:
    """Masks apart from the letters beside them, or a vocabulary may take both for one word."""
    texts: list[str] = []
    number = 0
    for is_hidden, text in pieces:
        if is_hidden:
            number += 1
            text = protecting.mask(letters, number)
        if texts and texts[-1][-1:].isalnum() and text[:1].isalnum():
            texts.append(" ")
        texts.append(text)
    return "".join(texts)


_WORD_END = re.compile(r"[\w.,!?;:)\]”’»%…]$")
_WORD_START = re.compile(r"[\w@＠#＃(¿¡“‘«]")
_SPACELESS_END = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60”’…]$")
_SPACELESS_START = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60“‘…]")
