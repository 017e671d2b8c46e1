"""Paragraph beside paragraph, as far as a text and its translation have the same ones. Pure."""

from __future__ import annotations

from vermilion.cards.views import Segment

Lines = list[list[Segment]]


def pairs(source: Lines, target: Lines) -> list[tuple[Lines, Lines]]:
    """Lines of both that belong together; all in one pair where a translation has more lines or fewer."""
    ours, theirs = ([line for line in lines if line] for lines in (source, target))
    if len(ours) != len(theirs):
        return [(ours, theirs)]
    return [([one], [other]) for one, other in zip(ours, theirs, strict=True)]
