"""What comes next to a reader: ranked channels, frozen while one scrolls, and Following without gaps.

Explore: notes are scored by `ranking`, ordered lists are taken as immutable snapshots by the worker (`snapshots`), and
a sitting pages through one snapshot. Following: see `following`.
"""

from vermilion.feeds.channels import EVERYTHING, channel_of_category, channel_of_topic
from vermilion.feeds.entries import (
    mark_moved,
    note_deleted,
    note_edited,
    note_published,
    note_removed,
    note_restored,
)
from vermilion.feeds.explore import Place, explore_page
from vermilion.feeds.following import followed, following_page, unfollowed
from vermilion.feeds.jobs import topic_unlinked, topics_linked
from vermilion.feeds.snapshots import refresh, sweep

__all__ = [
    "EVERYTHING",
    "Place",
    "channel_of_category",
    "channel_of_topic",
    "explore_page",
    "followed",
    "following_page",
    "mark_moved",
    "note_deleted",
    "note_edited",
    "note_published",
    "note_removed",
    "note_restored",
    "refresh",
    "sweep",
    "topic_unlinked",
    "topics_linked",
    "unfollowed",
]
