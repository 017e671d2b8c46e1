"""Pages of search."""

from vermilion.web.search.pages import handlers

__all__ = ["handlers"]
