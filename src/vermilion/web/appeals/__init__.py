"""Pages of second looks."""

from vermilion.web.appeals.pages import handlers

__all__ = ["handlers"]
