"""What makes a correction fit to be kept. Pure."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from vermilion.contributions.fitness import check_nothing_added
from vermilion.contributions.given import NewCorrection
from vermilion.contributions.texts import Original
from vermilion.infra.errors import Invalid
from vermilion.infra.text import cleaning

MAX_REMARK = 300

# Below this likeness a long text is another one, not the same corrected; what is shorter can change wholly.
LEAST_LIKENESS = 0.3
SHORT = 20


def corrected(given: NewCorrection, original: Original) -> NewCorrection:
    """The same, fit to be kept beside the original: the whole text, and a title only if it changes. Raises Invalid with
    the field that will not do."""
    remark = cleaning.clean_line(given.remark, "remark", MAX_REMARK)
    if given.is_right:
        return NewCorrection(text=original.text, remark=remark, is_right=True)
    title = cleaning.clean_title(given.title) or original.title
    text = cleaning.clean_text(given.text, "text", original.limit) or original.text
    if (title, text) == (original.title, original.text):
        raise Invalid("nothing_corrected", "Change something in the text.", field="text")
    if title and not original.title:
        raise Invalid("no_title", "There is no title here to correct.", field="title")
    _check_alike(original.title, title, "title")
    _check_alike(original.text, text, "text")
    return NewCorrection(title=title if title != original.title else "", text=text, remark=remark)


def _check_alike(before: str, after: str, field: str) -> None:
    if after == before:
        return
    check_nothing_added(before, after, field)
    if max(len(after), len(before)) > SHORT and likeness(after, before) < LEAST_LIKENESS:
        raise Invalid("other_text", "This is another text. Keep to what the author says.", field=field)


def likeness(one: str, other: str) -> float:
    """0 to 1: what two texts share of their pairs of characters (Dice's coefficient, 1945)."""
    ours, theirs = (Counter(pairwise(f" {text} ")) for text in (one, other))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())
