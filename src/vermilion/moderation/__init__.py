"""Reports and what comes of them: removed, restored, dismissed, suspended; every act in the staff log."""

from vermilion.moderation.acting import dismiss, remove, restore
from vermilion.moderation.logged import record
from vermilion.moderation.models import REASONS, Backlog, Case, LogEntry, Report, StandingChanged
from vermilion.moderation.reading import backlog, cases, log_of, log_page, removed_because, reports_of
from vermilion.moderation.reporting import report
from vermilion.moderation.roles import set_role

__all__ = [
    "REASONS",
    "Backlog",
    "Case",
    "LogEntry",
    "Report",
    "StandingChanged",
    "backlog",
    "cases",
    "dismiss",
    "log_of",
    "log_page",
    "record",
    "remove",
    "removed_because",
    "report",
    "reports_of",
    "restore",
    "set_role",
]
