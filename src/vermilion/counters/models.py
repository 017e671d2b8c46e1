"""The numbers of one thing."""

from __future__ import annotations

import msgspec


class Counts(msgspec.Struct, frozen=True, gc=False):
    """A kind uses what makes sense for it. note: likes, collects, comments, shares, views. comment: likes and
    comments (replies). account: notes, followers, following, likes and collects (received). topic: notes,
    likes, collects, comments, shares, views (of its notes), followers, and followers_again: those of them who follow an
    earlier topic of its linked group, too. collection: notes, followers."""

    likes: int = 0
    collects: int = 0
    comments: int = 0
    shares: int = 0
    views: int = 0
    notes: int = 0
    followers: int = 0
    following: int = 0
    followers_again: int = 0

    @property
    def interactions(self) -> int:
        return self.likes + self.collects + self.comments + self.shares

    @property
    def discussions(self) -> int:
        return self.notes + self.comments


NONE = Counts()


class Mismatch(msgspec.Struct, frozen=True):
    """A counter that does not equal its rows."""

    kind: str
    id: int
    column: str
    counted: int
    rows: int
