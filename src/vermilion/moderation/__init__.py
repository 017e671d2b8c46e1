"""Reports and what comes of them: removed, restored, dismissed, suspended; every act in the staff log."""

from vermilion.moderation.acting import dismiss, remove, restore
from vermilion.moderation.models import REASONS, Case, LogEntry, Report
from vermilion.moderation.reading import cases, log_page, reports_of
from vermilion.moderation.reporting import report

__all__ = [
    "REASONS",
    "Case",
    "LogEntry",
    "Report",
    "cases",
    "dismiss",
    "log_page",
    "remove",
    "report",
    "reports_of",
    "restore",
]
