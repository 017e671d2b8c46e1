"""The inbox: news for one person, folded when written ("A and 12 others"), with unread counts a tab.

`listening` says which news becomes which line; `vermilion.listeners` wires it.
"""

from vermilion.notifications.listening import (
    collected,
    comment_edited,
    comment_gone,
    comment_removed,
    comment_restored,
    commented,
    contributed,
    followed,
    liked,
    measure_kept,
    note_edited,
    note_published,
    note_removed,
    note_restored,
    report_upheld,
    standing_changed,
    uncollected,
    unfollowed,
    unliked,
)
from vermilion.notifications.models import TABS, Notification
from vermilion.notifications.reading import mark_read, page, unread

__all__ = [
    "TABS",
    "Notification",
    "collected",
    "comment_edited",
    "comment_gone",
    "comment_removed",
    "comment_restored",
    "commented",
    "contributed",
    "followed",
    "liked",
    "mark_read",
    "measure_kept",
    "note_edited",
    "note_published",
    "note_removed",
    "note_restored",
    "page",
    "report_upheld",
    "standing_changed",
    "uncollected",
    "unfollowed",
    "unliked",
    "unread",
]
