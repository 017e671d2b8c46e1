"""Who follows, blocks and mutes whom."""

from vermilion.relations.blocking import block, mute, unblock, unmute
from vermilion.relations.following import follow, unfollow
from vermilion.relations.models import Blocked, Followed, Unfollowed
from vermilion.relations.reading import (
    audience_sets,
    follower_ids,
    followers_among,
    followers_page,
    following_among,
    following_page,
    hearing,
    hearing_pairs,
)

__all__ = [
    "Blocked",
    "Followed",
    "Unfollowed",
    "audience_sets",
    "block",
    "follow",
    "follower_ids",
    "followers_among",
    "followers_page",
    "following_among",
    "following_page",
    "hearing",
    "hearing_pairs",
    "mute",
    "unblock",
    "unfollow",
    "unmute",
]
