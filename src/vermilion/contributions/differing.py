"""What changed from one text to another, in words: for showing a correction in red, or how translations differ.

Cost is bounded for any two texts: the shortest edit is looked for among words, and where that would take more than
MOST_EDITS, among sentences; beyond that the middle counts as written anew.
"""

from __future__ import annotations

from vermilion.contributions.changes import Change, gathered, tidied
from vermilion.contributions.edits import shortest_edit
from vermilion.contributions.pieces import sentences, signs, words

# Steps grow with texts times edits: for 4,000 characters a tenth of a second at the very worst.
MOST_EDITS = 200


def differences(old: str, new: str) -> list[Change]:
    """The changes in the order of the texts, what was removed before what stands there instead. Chinese is compared by
    characters while most of it stays, else by words."""
    for cut, most in ((signs, _a_third(old, new)), (words, MOST_EDITS), (sentences, MOST_EDITS)):
        edits = shortest_edit(cut(old), cut(new), most)
        if edits is not None:
            return gathered(tidied(edits))
    return tidied([Change("removed", old), Change("added", new)])


def _a_third(old: str, new: str) -> int:
    """Beyond it equal characters are chance."""
    return min(MOST_EDITS, (len(old) + len(new)) // 3)
