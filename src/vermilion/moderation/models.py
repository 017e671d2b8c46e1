"""A report, the case that reports of one thing make together, and a line of the log."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion.infra import clock
from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event
from vermilion.infra.subject import Subject

REASONS = ("hate", "sexual", "harm", "spam", "private", "stolen", "other")
MAX_DETAILS = 1_000
MAX_REASON = 300
MAX_APPEAL = 500
APPEAL_WITHIN = 30 * clock.DAY
SUSPENDED_FOR = (1, 7, 30)  # days, after which it ends by itself


class Report(msgspec.Struct, frozen=True):
    """`state` is open, upheld or dismissed; times are microseconds."""

    id: int
    reporter_id: int
    subject: Subject
    reason: str
    details: str
    state: str
    created_at: int


class Appeal(msgspec.Struct, frozen=True):
    """Somebody asked for a second look at a measure. `state` is open, restored or kept, `answer` the sentence that
    came with that."""

    id: int
    account_id: int
    details: str
    state: str
    answer: str
    created_at: int


class Measure(msgspec.Struct, frozen=True):
    """The last removal of a thing, or suspension of a person: its line of the log, and the appeal against it. A
    suspension that ends by itself does so at `ends_at`."""

    id: int
    subject_id: int
    actor_id: int
    reason: str
    created_at: int
    ends_at: int | None
    appeal: Appeal | None

    @property
    def open_until(self) -> int:
        """The end of the time for asking, in microseconds."""
        return self.created_at + APPEAL_WITHIN

    @property
    def open_appeal(self) -> Appeal | None:
        return self.appeal if self.appeal and self.appeal.state == "open" else None


class Case(msgspec.Struct, frozen=True):
    """Everything that is asked about one thing and still open: its reports (`reasons` most frequent first), and
    whether somebody asks for a second look."""

    subject: Subject
    reports: int
    reasons: tuple[str, ...]
    first_at: int
    latest_id: int
    appeal: bool


class StandingChanged(Event, frozen=True):
    """Staff suspended somebody or took it back, or its time is `over`: `state` is suspended or active, `reason` what
    they are told."""

    account_id: int
    state: str
    reason: str
    over: bool = False


class AppealKept(Event, frozen=True):
    """A moderator looked again and left a thing removed, or a person suspended; `reason` is what they are told."""

    account_id: int
    subject: Subject
    reason: str


class ReportsUpheld(Event, frozen=True):
    """Staff acted on something that these people had reported."""

    reporter_ids: tuple[int, ...]
    subject: Subject


class Backlog(msgspec.Struct, frozen=True):
    """How much is open; `oldest_at` is the time of the first open report or appeal, None when there is none."""

    cases: int
    oldest_at: int | None


class LogEntry(msgspec.Struct, frozen=True):
    """`action` is remove, restore, dismiss, suspend, reinstate, suspension_over (by the clock: `actor_id` is 0),
    keep (after a second look), make_ with a role, or what other rooms tell of their own acts (accept_translation,
    link_topics …). `ends_at` is when a suspension ends by itself."""

    id: int
    actor_id: int
    action: str
    subject_kind: str
    subject_id: int
    reason: str
    created_at: int
    ends_at: int | None = None


def may_answer(measure: Measure, account_id: int, staff: Sequence[int], *, restoring: bool) -> bool:
    """A second look is somebody else's, as long as there is somebody else among the `staff`. What one did oneself one
    may always take back."""
    if restoring and account_id == measure.actor_id and _closeness(measure, account_id) == 1:
        return True
    return _closeness(measure, account_id) <= min((_closeness(measure, other) for other in staff), default=0)


def check_reason(reason: str) -> str:
    if reason not in REASONS:
        raise Invalid("reason", "Choose what is wrong.", field="reason")
    return reason


def _closeness(measure: Measure, account_id: int) -> int:
    """2 for whoever was hit by it and asks, 1 for whoever did it, 0 for anybody else."""
    if measure.appeal and account_id == measure.appeal.account_id:
        return 2
    return 1 if account_id == measure.actor_id else 0
