"""Translations and corrections that members make of other members' texts: their shapes and news."""

from __future__ import annotations

import msgspec

from vermilion import translation
from vermilion.infra.events import Event
from vermilion.infra.subject import Subject

OFFERED, ACCEPTED, DECLINED, OUTDATED = "offered", "accepted", "declined", "outdated"


class Original(msgspec.Struct, frozen=True):
    """What is translated or corrected, as it stands: `title` and `alts` are a note's alone. `public`: everyone may
    read it; `edited_at` in microseconds, None before the first edit."""

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
    edited_at: int | None

    @property
    def parts(self) -> tuple[str, ...]:
        return self.title, self.text, *self.alts

    @property
    def keys(self) -> tuple[str, ...]:
        """What the memory knows the parts by."""
        return tuple(translation.key_of(part) for part in self.parts)


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A translation as a member gives it. `target` is a BCP 47 tag; `source` says what the original is written in
    where its own tag is wrong; `alts` stand beside the note's pictures, empty for those left alone; `based_on` is the
    translation that this one improves; `version` that of the text as the translator read it, 0 to make no point of it.
    """

    target: str
    source: str | None = None
    title: str = ""
    text: str = ""
    alts: list[str] = []
    based_on: int = 0
    version: int = 0


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


class NewCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """The whole text as it should be, and a remark why; `version` as of an Offer."""

    text: str
    remark: str = ""
    version: int = 0


class Correction(msgspec.Struct, frozen=True):
    """Somebody's red ink. `version` is that of the text it was made for; `state` as of a Translation."""

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


class Helped(msgspec.Struct, frozen=True):
    """What somebody has helped others with: translations that stand, corrections taken, thanks received."""

    translations: int
    corrections: int
    thanks: int


class TranslationOffered(Event, frozen=True):
    """`author_id` wrote the original."""

    translation_id: int
    subject: Subject
    translator_id: int
    author_id: int


class TranslationAccepted(Event, frozen=True):
    """`decided_by` is 0 when votes decided."""

    translation_id: int
    subject: Subject
    translator_id: int
    author_id: int
    decided_by: int


class CorrectionOffered(Event, frozen=True):
    correction_id: int
    subject: Subject
    corrector_id: int
    author_id: int


class CorrectionAccepted(Event, frozen=True):
    correction_id: int
    subject: Subject
    corrector_id: int
    author_id: int


class CorrectionThanked(Event, frozen=True):
    correction_id: int
    subject: Subject
    corrector_id: int
    author_id: int


class ContributionModerated(Event, frozen=True):
    """Staff decided: `action` is accept_translation, decline_translation, remove_translation or remove_correction."""

    actor_id: int
    action: str
    subject: Subject
    reason: str
