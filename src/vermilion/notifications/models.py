"""A line of the inbox."""

from __future__ import annotations

import msgspec

from vermilion.infra.subject import Subject

LIKES, COMMENTS, FOLLOWERS, HOUSE = TABS = ("likes", "comments", "followers", "house")

# How many of the latest actors a line names; the others are counted.
NAMED = 5


class Notification(msgspec.Struct, frozen=True):
    """`kind` is liked, collected, commented, replied, mentioned, followed, translated, corrected, found_right,
    translation_accepted, correction_accepted, thanked, removed, restored, removal_kept, suspended, reinstated,
    suspension_over, suspension_kept or report_upheld. `actors` are the latest few of `actor_count` people, none for
    the house's own news, whose reason is in `detail`, and for what votes decided."""

    id: int
    account_id: int
    tab: str
    kind: str
    subject: Subject
    detail: str
    actors: tuple[int, ...]
    actor_count: int
    unread: bool
    updated_at: int


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is told: the same `fold_key` for one person is the same line."""

    tab: str
    kind: str
    fold_key: str
    subject: Subject
    detail: str = ""
