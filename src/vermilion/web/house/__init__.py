"""What belongs to no room: rules, offline, language, errors; the files of the front end and of members."""

from vermilion.web.house import files, pages

handlers = [*pages.handlers, *files.handlers]

__all__ = ["handlers"]
