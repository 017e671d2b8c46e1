"""What relations tell the house, and the proof they ask for."""

from __future__ import annotations

from typing import Protocol

from vermilion.infra.events import Event
from vermilion.infra.subject import Subject


class FollowPermit(Protocol):
    """The audience's permit as seen from below it: `subject` is the person to follow."""

    @property
    def account_id(self) -> int: ...

    @property
    def subject(self) -> Subject: ...


class Followed(Event, frozen=True):
    """`at` in microseconds."""

    follower_id: int
    followee_id: int
    at: int


class Unfollowed(Event, frozen=True):
    """`at` is when the follow that ended had begun."""

    follower_id: int
    followee_id: int
    at: int


class Blocked(Event, frozen=True):
    blocker_id: int
    blocked_id: int
