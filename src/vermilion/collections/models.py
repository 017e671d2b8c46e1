"""A collection and the news of what is saved."""

from __future__ import annotations

import msgspec

from vermilion.audience import Terms
from vermilion.infra import subject
from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event
from vermilion.infra.text import cleaning

VISIBILITIES = ("everyone", "self")
MAX_COLLECTIONS = 200
MAX_NAME = 40


class Collection(msgspec.Struct, frozen=True):
    """`visibility` is everyone or self. The default one, where one tap saves, has no name of its own: surfaces call
    it "Saved" in the reader's language."""

    id: int
    owner_id: int
    name: str
    visibility: str
    is_default: int
    created_at: int


class Collected(Event, frozen=True):
    """Someone saved a note that was in none of their collections; `author_id` wrote it."""

    note_id: int
    account_id: int
    author_id: int


class Uncollected(Event, frozen=True):
    """A note left the last of someone's collections."""

    note_id: int
    account_id: int
    author_id: int


def terms_of(collection: Collection, owner_state: str = "active") -> Terms:
    """On what terms a collection is shown; each note in it stands on its own."""
    return Terms(
        subject=subject.collection(collection.id),
        author_id=collection.owner_id,
        visibility=collection.visibility,
        author_state=owner_state,
    )


def checked_name(name: str) -> str:
    cleaned = cleaning.clean_line(name, "name", MAX_NAME)
    if not cleaned:
        raise Invalid("blank", "Write at least one character that can be seen.", field="name")
    return cleaned


def checked_visibility(visibility: str) -> str:
    if visibility not in VISIBILITIES:
        raise Invalid("visibility", "Choose who can see it.", field="visibility")
    return visibility
