"""News of translations and corrections."""

from __future__ import annotations

from vermilion.infra.events import Event
from vermilion.infra.subject import Subject


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
    is_right: bool = False


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
