"""Explore and Following."""

from vermilion.web.feeds.pages import handlers, more_at_once

__all__ = ["handlers", "more_at_once"]
