"""Comments in two levels: written, edited, pinned, deleted, removed; read hot or new."""

from vermilion.comments.counting import warm
from vermilion.comments.deleting import delete, remove, restore
from vermilion.comments.editing import edit, pin, unpin
from vermilion.comments.models import (
    SORTS,
    Comment,
    CommentDeleted,
    Commented,
    CommentEdited,
    CommentErased,
    CommentEvent,
    CommentRemoved,
    CommentRestored,
    NewComment,
    terms_of,
)
from vermilion.comments.reading import all_by_author, by_ids, page, replies_of, replies_page
from vermilion.comments.writing import write

__all__ = [
    "SORTS",
    "Comment",
    "CommentDeleted",
    "CommentEdited",
    "CommentErased",
    "CommentEvent",
    "CommentRemoved",
    "CommentRestored",
    "Commented",
    "NewComment",
    "all_by_author",
    "by_ids",
    "delete",
    "edit",
    "page",
    "pin",
    "remove",
    "replies_of",
    "replies_page",
    "restore",
    "terms_of",
    "unpin",
    "warm",
    "write",
]
