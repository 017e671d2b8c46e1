"""The town as far as its history has come, and what its people do in it: deeds, each at its moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import msgspec

from vermilion import audience, comments, notes
from vermilion.accounts import Account
from vermilion.audience import Action, Permit, Terms, Viewer
from vermilion.comments import Comment
from vermilion.demo.gallery import Use
from vermilion.infra.db import Tx
from vermilion.media import Kept
from vermilion.notes import Note

Place = tuple[str, int, int]  # a comment: its story's key, its number, and which reply to it (0: none)


class Deed(msgspec.Struct, frozen=True):
    """What `who` (a handle; empty: a visitor) does at a moment, in microseconds."""

    moment: int
    who: str
    work: Callable[[Tx], Awaitable[object]]


class World:
    """Filled by deeds in the order of their moments; `joined` tells when everyone does."""

    def __init__(self, now: int, joined: Mapping[str, int], hung: Mapping[Use, Kept], password_hash: str) -> None:
        self.now = now
        self.joined = joined
        self.hung = hung
        self.password_hash = password_hash
        self.people: dict[str, Account] = {}
        self.notes: dict[str, Note] = {}
        self.comments: dict[Place, Comment] = {}

    def on_note(self, who: str, action: Action, key: str) -> Permit:
        return self.permit(who, action, notes.terms_of(self.notes[key]))

    def on_comment(self, who: str, action: Action, place: Place) -> Permit:
        home = notes.terms_of(self.notes[place[0]])
        return self.permit(who, action, comments.terms_of(self.comments[place], home))

    def permit(self, who: str, action: Action, terms: Terms) -> Permit:
        """The audience decides in the town, too; it has no blocks to know of."""
        return audience.permit(viewer_of(self.people[who]) if who else audience.VISITOR, action, terms)


def viewer_of(account: Account) -> Viewer:
    """Somebody of the town, who blocks nobody."""
    return Viewer(id=account.id, role=account.role, region=account.region, languages=account.languages)
