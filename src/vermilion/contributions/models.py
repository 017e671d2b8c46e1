"""Translations and corrections that members make of other members' texts, as they are kept."""

from __future__ import annotations

import msgspec

from vermilion.infra.subject import Subject
from vermilion.translation import key_of

OFFERED, ACCEPTED, DECLINED, OUTDATED = "offered", "accepted", "declined", "outdated"


class Translation(msgspec.Struct, frozen=True):
    """A member's translation. `state` is offered, accepted, declined or outdated; `source_keys` name the parts it was
    made of (title, text, alts); `score` is the sum of its votes; `decided_by` is 0 while nobody but votes decided."""

    id: int
    subject: Subject
    translator_id: int
    source: str
    target: str
    title: str
    text: str
    alts: tuple[str, ...]
    source_keys: tuple[str, ...]
    based_on: int
    version: int
    state: str
    score: int
    decided_by: int
    created_at: int
    updated_at: int

    @property
    def parts(self) -> tuple[str, ...]:
        return self.title, self.text, *self.alts


class Correction(msgspec.Struct, frozen=True):
    """Somebody's red ink. `version` is that of the text it was made for, `source_key` names its words; `title` is empty
    where it stays as it is, else `title_key` names the one before; `state` as of a Translation. Of a comment's that was
    taken over, `said_before` are the words it corrected, to those whom `visibility_before` named then."""

    id: int
    subject: Subject
    corrector_id: int
    text: str
    remark: str
    version: int
    state: str
    thanked: bool
    created_at: int
    decided_at: int | None
    source_key: str
    title: str
    title_key: str
    said_before: str = ""
    visibility_before: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it says that there is nothing to correct."""
        return not self.title and key_of(self.text) == self.source_key


class Helped(msgspec.Struct, frozen=True):
    """What somebody has helped others with: translations that stand, corrections taken, thanks received."""

    translations: int
    corrections: int
    thanks: int
