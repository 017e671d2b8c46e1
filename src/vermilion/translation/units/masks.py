"""One mask for what is hidden side by side, and space around each."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.translation import protecting


def gather(pieces: Sequence[tuple[bool, str]]) -> list[tuple[bool, str]]:
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


def with_masks(pieces: Sequence[tuple[bool, str]], letters: str) -> str:
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
