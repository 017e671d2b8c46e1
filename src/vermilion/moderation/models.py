"""A report, the case that reports of one thing make together, and a line of the log."""

from __future__ import annotations

import msgspec

from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event
from vermilion.infra.subject import Subject

REASONS = ("hate", "sexual", "harm", "spam", "private", "stolen", "other")
MAX_DETAILS = 1_000
MAX_REASON = 300


class Report(msgspec.Struct, frozen=True):
    """`state` is open, upheld or dismissed; times are microseconds."""

    id: int
    reporter_id: int
    subject: Subject
    reason: str
    details: str
    state: str
    created_at: int


class Case(msgspec.Struct, frozen=True):
    """Everything that is reported of one thing and still open; `reasons` most frequent first."""

    subject: Subject
    reports: int
    reasons: tuple[str, ...]
    first_at: int
    latest_id: int


class StandingChanged(Event, frozen=True):
    """Staff suspended somebody or took it back: `state` is suspended or active, `reason` what they are told."""

    account_id: int
    state: str
    reason: str


class Backlog(msgspec.Struct, frozen=True):
    """How much is open; `oldest_at` is the time of the first open report, None when there is none."""

    cases: int
    oldest_at: int | None


class LogEntry(msgspec.Struct, frozen=True):
    """`action` is remove, restore, dismiss, suspend, reinstate, make_ with a role, or what other rooms tell of their
    own acts (accept_translation, link_topics …)."""

    id: int
    actor_id: int
    action: str
    subject_kind: str
    subject_id: int
    reason: str
    created_at: int


def check_reason(reason: str) -> str:
    if reason not in REASONS:
        raise Invalid("reason", "Choose what is wrong.", field="reason")
    return reason
