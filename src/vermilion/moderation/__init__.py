"""Reports and what comes of them: removed, restored, dismissed, suspended; second looks; every act in the staff log."""

from vermilion.moderation.acting import dismiss, end_suspensions, keep, remove, restore
from vermilion.moderation.appealing import appeal, forget_comment, forget_note, forget_person, stands, to_appeal
from vermilion.moderation.logged import record
from vermilion.moderation.models import (
    MAX_APPEAL,
    REASONS,
    SUSPENDED_FOR,
    Appeal,
    AppealKept,
    Backlog,
    Case,
    LogEntry,
    Measure,
    Report,
    ReportsUpheld,
    StandingChanged,
    may_answer,
)
from vermilion.moderation.reading import (
    backlog,
    cases,
    log_of,
    log_page,
    measures,
    open_appeals,
    open_reports,
    reports_of,
)
from vermilion.moderation.reporting import report
from vermilion.moderation.roles import set_role

__all__ = [
    "MAX_APPEAL",
    "REASONS",
    "SUSPENDED_FOR",
    "Appeal",
    "AppealKept",
    "Backlog",
    "Case",
    "LogEntry",
    "Measure",
    "Report",
    "ReportsUpheld",
    "StandingChanged",
    "appeal",
    "backlog",
    "cases",
    "dismiss",
    "end_suspensions",
    "forget_comment",
    "forget_note",
    "forget_person",
    "keep",
    "log_of",
    "log_page",
    "may_answer",
    "measures",
    "open_appeals",
    "open_reports",
    "record",
    "remove",
    "report",
    "reports_of",
    "restore",
    "set_role",
    "stands",
    "to_appeal",
]
