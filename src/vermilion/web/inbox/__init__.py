"""Pages of inbox."""

from vermilion.web.inbox.pages import handlers

__all__ = ["handlers"]
