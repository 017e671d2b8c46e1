"""What every contribution keeps to. Pure."""

from __future__ import annotations

from vermilion import translation
from vermilion.accounts import LANGUAGE
from vermilion.infra.errors import Invalid
from vermilion.infra.text import segments


def check_nothing_added(original: str, other: str, field: str = "text") -> None:
    """What is written over somebody's name adds no address and calls nobody who was not called."""
    if _pointed_at(other) - _pointed_at(original):
        raise Invalid("link_added", "Links and @names must be those of the original.", field=field)


def check_language(tag: str, field: str) -> str:
    """The tag in the form that the memory looks for; Invalid for none."""
    normal = translation.normal(tag)
    if normal == "und" or not LANGUAGE.fullmatch(normal):
        raise Invalid("language", "Choose the language of the text.", field=field)
    return normal


def _pointed_at(text: str) -> set[tuple[str, str]]:
    return {
        (piece.kind, piece.value) for line in segments.cut(text) for piece in line if piece.kind in {"link", "mention"}
    }
