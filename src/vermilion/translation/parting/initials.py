"""Texts that are nothing but initials look like no language at all."""

from __future__ import annotations

from vermilion.translation import detecting
from vermilion.translation.languages import base
from vermilion.translation.parting.models import Words


def source_of(text: str, tag: str, words: Words) -> tuple[str, str]:
    """The main language of a text, and the text to take apart. Initials such as yyds look like no language at all: with
    their meaning in their place they are Chinese."""
    source = detecting.source_of(text, tag)
    if base(source) != "zh" and base(tag) in {"zh", "und"} and len(text) <= LONGEST and text.isascii():
        plain = words.plain(text, "zh")
        if plain != text and not plain.isascii():
            return "zh-Hans", plain
    return source, text


LONGEST = 24  # characters of a text that may be nothing but initials
