"""A term of the community's glossary."""

from __future__ import annotations

import msgspec

LONGEST = 80  # characters of a term or its translation
MOST_TERMS = 20_000


class Term(msgspec.Struct, frozen=True):
    """What a word of one language is in another; `source` equal to `target`: what a slang word means in plain words.
    Languages are primary subtags (`zh`, `en`), texts one line of NFC."""

    source: str
    target: str
    term: str
    translation: str


class GlossaryTerm(msgspec.Struct, frozen=True):
    """A term as it is kept; `added_by` is an account or 0 for the operator, `created_at` in microseconds."""

    id: int
    source: str
    target: str
    term: str
    translation: str
    added_by: int
    created_at: int
