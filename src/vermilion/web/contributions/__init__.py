"""What members add to other members' texts: translations, votes, corrections, and what somebody helped with."""

from vermilion.web.contributions import corrections, deciding, helping, settling, translations

handlers = [
    *translations.handlers,
    *deciding.handlers,
    *corrections.handlers,
    *settling.handlers,
    *helping.handlers,
]

__all__ = ["handlers"]
