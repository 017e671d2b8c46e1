"""Pages of reports."""

from vermilion.web.reports.pages import handlers

__all__ = ["handlers"]
