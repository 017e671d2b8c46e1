"""Disguises of a text that is meant for a model: encoded pieces, words turned round, letters apart."""

from __future__ import annotations

import codecs
import re

# What no translator can read and so copies.
_PIECES = re.compile(
    r"(?<![\w+/])(?=[A-Za-z+/]*\d|[a-z+/\d]+[A-Z]\S*[a-z])[A-Za-z\d+/]{16,}={0,2}"  # base64
    r"|(?<!\w)(?=[a-fA-F :]*\d)(?:[0-9a-fA-F]{2}[ :]?){8,}(?!\w)"
    r"|(?<!\w)(?:[01]{7,8} ?){3,}(?!\w)"
    r"|(?:[.·\-–−_]{1,6}(?: / | ?/ ?| )){6,}[.·\-–−_]*"  # Morse
    r"|(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]+;){3,}"
)
_APART = re.compile(r"(?<!\w)(?:\w[ .\-_*|]){3,}\w(?!\w)")
_LEET = str.maketrans("013457@$", "oieastas")
# Words of orders that are looked for turned round and by ROT13.
_WORDS = set(
    """
    ignore disregard forget previous above instructions instruction output print write poem prompt system introduce
    yourself reveal repeat password translate translation assistant language model answer pretend your tell about say
    hello secret rules follow these this text with only please
    """.split()  # noqa: SIM905  # a list of words reads better
)


def encoded_pieces(text: str) -> list[str]:
    """Pieces that must come back as they are, words that say something turned round or by ROT13 included."""
    return [found[0].strip() for found in _PIECES.finditer(text)] + _turned(text)


def plain_variants(text: str) -> list[str]:
    """The text, and what it reads like without the usual disguises."""
    variants = [text]
    if _APART.search(text):
        variants.append(_APART.sub(lambda found: re.sub(r"[ .\-_*|]", "", found[0]), text))
    if re.search(r"[A-Za-z][013457@$]|[013457@$][A-Za-z]", text):
        variants.append(text.translate(_LEET))
    if re.search(r"(?:[^\W\d_][*_|~]){3,}", text):
        variants.append(re.sub(r"[*_|~]", "", text))
    return variants


def _turned(text: str) -> list[str]:
    words = [word for word in re.findall(r"[A-Za-z]{4,}", text) if word.lower() not in _WORDS]
    turned = [word for word in words if {codecs.encode(word.lower(), "rot13"), word.lower()[::-1]} & _WORDS]
    return turned if len(turned) >= 2 else []
