"""The two structs that a decision is made from, and what comes out of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from vermilion.infra.subject import Subject

STAFF = frozenset({"moderator", "owner"})


class Action(StrEnum):
    """What someone wants to do with a thing."""

    SEE = "see"
    LIKE = "like"
    COLLECT = "collect"
    COMMENT = "comment"
    SHARE = "share"
    FOLLOW = "follow"
    REPORT = "report"
    EDIT = "edit"
    DELETE = "delete"
    PIN = "pin"
    TRANSLATE = "translate"
    CORRECT = "correct"
    APPEAL = "appeal"
    MODERATE = "moderate"


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, loaded once a request. `id` is 0 for a visitor; `blocks` and `blocked_by` are account ids;
    `translate_into` is the language that foreign texts are put into at once, empty to leave them as they are;
    `untranslated` readers are not even offered it. One's own texts are left alone unless they are asked for by name
    (`own_translated`)."""

    id: int = 0
    role: str = "visitor"
    state: str = "active"
    region: str = ""
    languages: tuple[str, ...] = ()
    created_at: int = 0
    blocks: frozenset[int] = frozenset()
    blocked_by: frozenset[int] = frozenset()
    mutes: frozenset[int] = frozenset()
    translate_into: str = ""
    untranslated: bool = False
    own_translated: bool = False

    @property
    def signed_in(self) -> bool:
        return self.id != 0

    def leaves_alone(self, author_id: int) -> bool:
        """Whether these are one's own words, which nobody needs translated for oneself."""
        return author_id == self.id and not self.own_translated

    @property
    def staff(self) -> bool:
        return self.role in STAFF and self.state == "active"


VISITOR = Viewer()


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """On what terms a thing is shown. `visibility` is everyone, followers or self; `state` is published, removed or
    deleted; `author_state` is active, suspended, closing or closed. A comment also stands under its note: `home` are
    the note's terms. A person is a thing whose author is themself."""

    subject: Subject
    author_id: int
    visibility: str = "everyone"
    state: str = "published"
    author_state: str = "active"
    home: Terms | None = None
    plain: bool = False

    def __post_init__(self) -> None:
        """`plain`: nothing about the thing itself hides it from anybody. Worked out once, asked for every card."""
        plain = self.visibility == "everyone" and self.state == "published" and self.author_state == "active"
        msgspec.structs.force_setattr(self, "plain", plain and (self.home is None or self.home.plain))


class Reason(StrEnum):
    """Why not."""

    SIGN_IN = "sign_in"
    SUSPENDED = "suspended"
    NOT_THERE = "not_there"
    BLOCKED = "blocked"
    NOT_A_FOLLOWER = "not_a_follower"
    ONLY_AUTHOR = "only_author"
    ONLY_STAFF = "only_staff"
    REMOVED = "removed"
    OWN = "own"
    NOT_PUBLIC = "not_public"


class Decision(msgspec.Struct, frozen=True):
    """`reason` is None when it is allowed."""

    reason: Reason | None = None

    @property
    def allowed(self) -> bool:
        return self.reason is None


class Permit(msgspec.Struct, frozen=True):
    """Proof that the decision was made: write verbs take one instead of checking by themselves."""

    account_id: int
    action: Action
    terms: Terms

    @property
    def subject(self) -> Subject:
        return self.terms.subject
