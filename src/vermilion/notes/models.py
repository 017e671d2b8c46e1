"""A note, what it is made from, and the news of it."""

from __future__ import annotations

import re

import msgspec

from vermilion.infra.errors import Invalid
from vermilion.infra.events import Event
from vermilion.infra.text import cleaning

CATEGORIES = ("fashion", "food", "home", "outdoor", "city", "travel", "study", "pets", "crafts", "daily")
VISIBILITIES = ("everyone", "followers", "self")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
MAX_PICTURES = 18
MAX_ALT = 500
MAX_MENTIONS = 20
MAX_TOPICS = 20


class Attached(msgspec.Struct, frozen=True):
    """A picture or the video of a note, with its alternative text."""

    media_id: int
    alt: str = ""


class Note(msgspec.Struct, frozen=True):
    """`kind` is text, pictures or video; `state` published, removed or deleted; times are microseconds. `version`
    moves with everything that shapes how it is shown. `wants_correction`: its author asks others to
    mark up the text."""

    id: int
    author_id: int
    title: str
    text: str
    language: str
    language_source: str
    category: str
    kind: str
    visibility: str
    state: str
    region: str
    cover_id: int | None
    version: int
    edited_at: int | None
    created_at: int
    wants_correction: bool = False
    media: tuple[Attached, ...] = ()

    @property
    def public(self) -> bool:
        return self.state == "published" and self.visibility == "everyone"


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What an author gives. `media` are uploads in their order: up to 18 pictures or one video; `cover_id` is one of
    the pictures, or for a video a picture of its own; without `language` it is detected."""

    title: str = ""
    text: str = ""
    category: str = "daily"
    visibility: str = "everyone"
    language: str | None = None
    media: list[Attached] = []
    cover_id: int | None = None
    wants_correction: bool = False


class NoteVersion(msgspec.Struct, frozen=True):
    """What a note said before an edit, to those whom `visibility` named then."""

    version: int
    title: str
    text: str
    media: tuple[Attached, ...]
    visibility: str
    created_at: int


class Draft(msgspec.Struct, frozen=True):
    id: int
    content: Publication
    created_at: int
    updated_at: int


class NotePublished(Event, frozen=True):
    note_id: int
    author_id: int
    category: str
    visibility: str
    mentions: tuple[int, ...]


class NoteEdited(Event, frozen=True):
    """`mentions` are the people mentioned for the first time."""

    note_id: int
    author_id: int
    category: str
    visibility: str
    visibility_before: str
    category_before: str
    mentions: tuple[int, ...]


class NoteDeleted(Event, frozen=True):
    note_id: int
    author_id: int


class NoteRemoved(Event, frozen=True):
    note_id: int
    author_id: int
    reason: str


class NoteRestored(Event, frozen=True):
    note_id: int
    author_id: int
    category: str
    visibility: str


def cleaned(given: Publication) -> Publication:
    """The same, fit to be kept. Raises Invalid with the field that will not do."""
    if given.category not in CATEGORIES:
        raise Invalid("category", "Choose a category.", field="category")
    if given.language is not None and not LANGUAGE.fullmatch(given.language):
        raise Invalid("language", "Choose the language of the text.", field="language")
    if given.visibility not in VISIBILITIES:
        raise Invalid("visibility", "Choose who can see it.", field="visibility")
    media_ids = [item.media_id for item in given.media]
    if len(media_ids) > MAX_PICTURES:
        raise Invalid("too_many_pictures", "A note has at most 18 pictures.", field="media")
    if len(set(media_ids)) != len(media_ids):
        raise Invalid("picture_twice", "The same picture is there twice.", field="media")
    title, text = cleaning.clean_title(given.title), cleaning.clean_text(given.text)
    if not (title or text or media_ids):
        raise Invalid("empty", "Write something or add a picture.", field="text")
    media = [Attached(item.media_id, cleaning.clean_line(item.alt, "alt", MAX_ALT)) for item in given.media]
    return msgspec.structs.replace(given, title=title, text=text, media=media)
