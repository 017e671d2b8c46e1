"""Whether an answer can be a translation of its text at all, judged without knowing either language well.

A language model that follows what a text asks of it adds, leaves out or answers. Every rule here looks for one trace of
that. Texts that speak to machines are held to the strict form of the rules: turning a good translation of one of them
down costs a detour to the next engine, letting a poem through costs trust. Rates on real pairs: docs/translation.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from vermilion.translation.engines.additions import (
    adds_numbers_or_emoji,
    adds_what_cannot_be_translated,
    says_what_only_machines_say,
)
from vermilion.translation.engines.endings import ends_otherwise
from vermilion.translation.engines.losses import leaves_out_what_was_said_to_machines, loses_encoded
from vermilion.translation.engines.orders import speaks_to_machines
from vermilion.translation.engines.scripts import is_of_another_script
from vermilion.translation.engines.sizes import has_other_lines, has_other_size, is_empty

_QUOTES = re.compile("[“”„«»「」『』]")


def implausible(text: str, answer: str, source: str, target: str, terms: Mapping[str, str]) -> str | None:
    """Why `answer` is no translation of `text` from one BCP 47 tag to another, in a word or two for the log; None where
    nothing speaks against it. `terms` are words that had to be used, and so may appear."""
    text, answer = _plain(text), _plain(answer)
    strict = speaks_to_machines(text)
    for rule in _RULES:
        if reason := rule(text, answer, target, strict):
            return reason
    return says_what_only_machines_say(" ".join([text, *terms.values()]), answer)


def _is_of_another_script(text: str, answer: str, target: str, strict: bool) -> str | None:
    return "another script" if is_of_another_script(text, answer, target) else None


def _plain(text: str) -> str:
    return _QUOTES.sub('"', unicodedata.normalize("NFKC", text)).strip()


_RULES: tuple[Callable[[str, str, str, bool], str | None], ...] = (
    is_empty,
    has_other_size,
    has_other_lines,
    ends_otherwise,
    _is_of_another_script,
    adds_what_cannot_be_translated,
    loses_encoded,
    adds_numbers_or_emoji,
    leaves_out_what_was_said_to_machines,
)
