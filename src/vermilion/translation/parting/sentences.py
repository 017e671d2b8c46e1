"""Cuts words into sentences, for scripts with spaces and without."""

from __future__ import annotations

import re

# What no engine reads well at once; a longer one is cut at a comma or a space.
LONGEST = 300


def split(text: str) -> list[str]:
    """Sentences with their marks and the spaces behind them: joined they are the text."""
    sentences = _SENTENCES.findall(text)
    if len(text) <= LONGEST:
        return sentences
    return [part for sentence in sentences for part in _shortened(sentence)]


def _shortened(sentence: str) -> list[str]:
    parts = []
    while len(sentence) > LONGEST:
        end = max(sentence.rfind(mark, LONGEST // 2, LONGEST) for mark in "，、,;； ") + 1 or LONGEST
        parts.append(sentence[:end])
        sentence = sentence[end:]
    return [*parts, sentence] if sentence else parts


_CLOSING = "\"'”’」』）)\\]】》»"
# A full stop ends a sentence only before a space and what may begin another one, and not behind an initial (`J. Doe`)
# or a title.
_ABBREVIATIONS = "".join(f"(?<!\\b{word})" for word in ("Mr", "Ms", "Dr", "St", "vs", "No", "Mrs", "Sra", "Jr", "Sr"))
_END = (
    f"(?:[。！？!?…｡]+|[.]{{2,}})[{_CLOSING}]*(?:[~～]*)[ \\u3000]*"
    f"|(?<!\\b[A-Z]){_ABBREVIATIONS}\\.[{_CLOSING}]*[ \\u3000]+(?=[\\W\\d]{{0,8}}[^\\Wa-z\\d_])"
    "|[;；][ \\u3000]+"
)
_SENTENCES = re.compile(f".+?(?:{_END}|$)", re.DOTALL)
