"""A comment, what it is made from, and the news of it."""

from __future__ import annotations

import msgspec

from vermilion.audience import Terms
from vermilion.infra import subject
from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event
from vermilion.infra.text import cleaning

SORTS = ("hot", "new")
MAX_PINNED = 3
MAX_MENTIONS = 10

# What a reply adds to a comment's heat, in likes: it took more trouble.
REPLY_HEAT = 2

PUBLISHED, REMOVED, DELETED = "published", "removed", "deleted"


class Comment(msgspec.Struct, frozen=True):
    """`parent_id` is the first-level comment it stands under, 0 for a first-level one; `reply_to_id` the comment it
    answers, which may be the parent itself. `state` is published, removed or deleted (then without text and picture);
    times are microseconds; `version` moves with everything that shapes how it is shown. `wants_correction` is 1 where
    its author asks others to mark up the text."""

    id: int
    note_id: int
    author_id: int
    parent_id: int
    reply_to_id: int | None
    text: str
    language: str
    media_id: int | None
    region: str
    state: str
    pinned: int
    heat: int
    version: int
    edited_at: int | None
    created_at: int
    wants_correction: int = 0


class NewComment(msgspec.Struct, frozen=True, kw_only=True):
    """What an author gives: text of at most 1,000 characters, one picture, or both; `region` is the author's."""

    text: str = ""
    media_id: int | None = None
    region: str = ""
    wants_correction: bool = False


class CommentEvent(Event, frozen=True, kw_only=True):
    """`replied_id` is the author of the comment that it answers, 0 for none; `mentions` are account ids."""

    comment_id: int
    note_id: int
    note_author_id: int
    author_id: int
    parent_id: int
    replied_id: int
    mentions: tuple[int, ...]


class Commented(CommentEvent, frozen=True, kw_only=True):
    pass


class CommentEdited(CommentEvent, frozen=True, kw_only=True):
    """`mentions` are the people mentioned for the first time."""


class CommentDeleted(CommentEvent, frozen=True, kw_only=True):
    """It was on show until now and is no more; one that had been removed goes without news."""


class CommentErased(Event, frozen=True):
    """Its words are gone for good, whether it was on show or removed before."""

    comment_id: int
    note_id: int


class CommentRemoved(CommentEvent, frozen=True, kw_only=True):
    reason: str


class CommentRestored(CommentEvent, frozen=True, kw_only=True):
    pass


def terms_of(comment: Comment, note_terms: Terms, author_state: str = "active") -> Terms:
    """On what terms a comment is shown: its own, and those of its note."""
    return Terms(
        subject=subject.comment(comment.id, comment.note_id),
        author_id=comment.author_id,
        state=comment.state,
        author_state=author_state,
        home=note_terms,
    )


def cleaned(given: NewComment) -> NewComment:
    """The same, fit to be kept. Raises Invalid with the field that will not do."""
    text = cleaning.clean_comment(given.text)
    if not text and given.media_id is None:
        raise Invalid("empty", "Write something or add a picture.", field="text")
    return msgspec.structs.replace(given, text=text)
