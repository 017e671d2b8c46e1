"""Notes: reading, reacting, publishing, drafts."""

from vermilion.web.notes import drafts as drafts_pages
from vermilion.web.notes import pages, publishing, reactions, versions

handlers = [*pages.handlers, *reactions.handlers, *publishing.handlers, *drafts_pages.handlers, *versions.handlers]

__all__ = ["handlers"]
