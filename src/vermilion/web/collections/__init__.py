"""Pages of collections."""

from vermilion.web.collections.pages import handlers

__all__ = ["handlers"]
