"""The text that a contribution is about."""

from __future__ import annotations

import msgspec

from vermilion import translation
from vermilion.infra.subject import Subject


class Original(msgspec.Struct, frozen=True):
    """What is translated or corrected, as it stands: `title` and `alts` are a note's alone. `public`: everyone may
    read it."""

    subject: Subject
    author_id: int
    language: str
    title: str
    text: str
    alts: tuple[str, ...]
    limit: int
    public: bool
    wants_correction: bool
    version: int

    @property
    def parts(self) -> tuple[str, ...]:
        return self.title, self.text, *self.alts

    @property
    def keys(self) -> tuple[str, ...]:
        """What the memory knows the parts by."""
        return tuple(translation.key_of(part) for part in self.parts)

    @property
    def title_key(self) -> str:
        """What a correction knows the title by."""
        return translation.key_of(self.title)

    @property
    def text_key(self) -> str:
        """The same of the text."""
        return translation.key_of(self.text)

    def is_said_by(self, source_keys: tuple[str, ...]) -> bool:
        """Whether a translation of parts with these keys is one of this title and text; pictures may have moved."""
        return source_keys[:2] == self.keys[:2]
