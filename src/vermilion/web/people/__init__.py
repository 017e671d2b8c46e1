"""Profiles, followers, and what one may do about a person."""

from vermilion.web.people import pages, relations

handlers = [*pages.handlers, *relations.handlers]

__all__ = ["handlers"]
