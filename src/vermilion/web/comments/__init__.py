"""Comments under notes."""

from vermilion.web.comments import pages, writing

handlers = [*pages.handlers, *writing.handlers]

__all__ = ["handlers"]
