"""The parts that a text is taken apart into, and what is asked of the dictionaries for that."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from vermilion.translation import protecting


class Words(Protocol):
    """What is asked of the dictionaries (`glossary.Words`)."""

    @property
    def revision(self) -> str: ...

    def plain(self, text: str, language: str) -> str: ...

    def terms(self, text: str, source: str, target: str) -> dict[str, str]: ...

    def topic(self, name: str, source: str, target: str) -> str | None: ...


class Part(msgspec.Struct, frozen=True):
    """A stretch of a text. `words` are to be translated from `source`: `said` is what an engine is told (simplified, in
    plain words). `kept` shows `said` instead, a `gap` is line breaks, spaces or marks. `sentence` counts them, `span`
    is the kind of what is protected."""

    kind: Literal["words", "kept", "gap"]
    text: str
    said: str
    sentence: int
    source: str = ""
    span: protecting.Kind = "text"
