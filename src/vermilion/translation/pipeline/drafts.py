"""A text on its way through the engines: its parts, what came of them so far, and how they make a text again."""

from __future__ import annotations

from collections import Counter

from vermilion.translation import parting, protecting, units
from vermilion.translation.languages import same_language
from vermilion.translation.models import Rendered, Text
from vermilion.translation.parting import Words
from vermilion.translation.units import Answer, Unit

# The engine of what is only put into other characters.
OPENCC = "opencc"


class Draft:
    """`sources` are the languages it has to be translated from, `main` is that of most of it. `answers` holds what an
    engine made of each, `made_by` that engine and its model, `reasons` why there is none."""

    def __init__(self, number: int, text: Text, target: str, words: Words) -> None:
        self.number = number
        self.target = target
        self.private = text.scope != 0
        self.source, self.text = parting.source_of(text.text, text.source, words)
        self.parts = parting.take_apart(self.text, self.source, target, words)
        sizes = Counter[str]()
        for part in self.parts:
            if part.kind == "words":
                sizes[part.source] += len(part.text)
        self.sources = list(sizes)
        self.main = max(sizes, key=lambda source: sizes[source], default="")
        self.answers: dict[str, list[tuple[Unit, Answer]]] = {}
        self.made_by: dict[str, tuple[str, str]] = {}
        self.reasons: dict[str, str] = {}

    def rendered(self) -> Rendered:
        """Where a lesser language of a mixed text could not be translated, its stretches stay as they are."""
        if not self.main:
            text = self._put_together()
            is_respelt = same_language(self.source, self.target) and text != self.text
            return Rendered(text, self.source, OPENCC if is_respelt else "")
        if self.main not in self.answers:
            return Rendered(None, self.source, reason=self.reasons[self.main])
        text = self._put_together()
        # Where nothing is kept, what the answers hold was looked at before.
        if any(part.kind == "kept" for part in self.parts) and not protecting.keeps_pieces(
            self._pieces(), self._of_terms(), text
        ):
            return Rendered(None, self.source, reason="poor")
        return Rendered(text, self.source, *self.made_by[self.main])

    def _put_together(self) -> str:
        answers = {unit.start: (unit, answer) for found in self.answers.values() for unit, answer in found}
        texts = [""]
        place = 0
        while place < len(self.parts):
            part = self.parts[place]
            if place in answers:
                unit, answer = answers[place]
                texts[-1] += unit.lead
                texts += [answer.text, unit.tail]
                place = unit.end
            else:
                texts[-1] += part.text if part.kind == "words" else part.said
                place += 1
        return units.seamed(texts, self.target)

    def _of_terms(self) -> Counter[str]:
        """A term may look like an address (`京东` is JD.com)."""
        terms = [term for found in self.answers.values() for unit, _ in found for term in unit.terms.values()]
        return protecting.pieces("\n".join(terms)) if terms else Counter()

    def _pieces(self) -> Counter[str]:
        kept = Counter[str]()
        for part in self.parts:
            if part.kind == "kept":
                kept.update(protecting.pieces_of(part.span, part.said))
        return kept
