"""Pages of topics."""

from vermilion.web.topics.pages import handlers

__all__ = ["handlers"]
