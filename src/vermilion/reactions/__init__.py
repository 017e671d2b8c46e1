"""Likes of notes and comments, and shares of notes."""

from vermilion.reactions.liking import like, like_many, liked_among, liked_notes, liked_notes_page, unlike
from vermilion.reactions.models import CHANNELS, Liked, Shared, Unliked
from vermilion.reactions.sharing import share

__all__ = [
    "CHANNELS",
    "Liked",
    "Shared",
    "Unliked",
    "like",
    "like_many",
    "liked_among",
    "liked_notes",
    "liked_notes_page",
    "share",
    "unlike",
]
