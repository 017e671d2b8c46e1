"""Explore and Following."""

from vermilion.web.feeds.pages import handlers

__all__ = ["handlers"]
