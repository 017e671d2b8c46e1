"""Collections: notes saved with one tap, or into named ones, public or private; public ones can be followed."""

from vermilion.collections.finding import (
    by_ids,
    collected_among,
    collected_notes,
    followed_among,
    followed_page,
    holding,
    items_page,
    latest_of,
    of_owner,
)
from vermilion.collections.following import follow, unfollow
from vermilion.collections.keeping import create, delete, edit
from vermilion.collections.models import VISIBILITIES, Collected, Collection, Uncollected, terms_of
from vermilion.collections.saving import remove, save

__all__ = [
    "VISIBILITIES",
    "Collected",
    "Collection",
    "Uncollected",
    "by_ids",
    "collected_among",
    "collected_notes",
    "create",
    "delete",
    "edit",
    "follow",
    "followed_among",
    "followed_page",
    "holding",
    "items_page",
    "latest_of",
    "of_owner",
    "remove",
    "save",
    "terms_of",
    "unfollow",
]
