"""What a reader is shown, the same for pages and programs: ids are decimal strings, times RFC 3339 in UTC."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every view; fields that are None are kept, so that programs see one shape."""


class PictureView(View, frozen=True):
    """A still picture; `width` and `height` are of `large`, in pixels; `thumbhash` is base64."""

    id: str
    width: int
    height: int
    thumbhash: str
    alt: str
    small: str
    medium: str
    large: str


class CoverView(View, frozen=True):
    """The picture of a card, no larger than a list needs; `width` and `height` give its shape."""

    id: str
    width: int
    height: int
    thumbhash: str
    alt: str
    small: str
    medium: str


class VideoView(View, frozen=True):
    """An H.264/AAC MP4 that seeks by range requests; `duration` in seconds."""

    id: str
    width: int
    height: int
    duration: float
    url: str
    poster: PictureView


class PersonView(View, frozen=True):
    """Someone as a name under a card."""

    id: str
    handle: str
    name: str
    language: str
    region: str
    avatar: PictureView | None
    role: str
    url: str


class TranslationView(View, frozen=True):
    """A thing's texts in the reader's language (BCP 47 `language`, from `source`). `by` is machine or person: of
    several hands a machine is named before a person, with `engine` and `model`; `translator` is the person. Texts that
    the reader can do without stay as they are; `alts` stand beside a note's pictures, by `alts_by` (machine, person,
    empty where none was translated)."""

    language: str
    source: str
    by: str
    engine: str
    model: str
    translator: PersonView | None
    title: str
    text: str
    paragraphs: list[list[Segment]]
    alts: list[str]
    alts_by: str


class CardTranslationView(View, frozen=True):
    """What stands on a card in the reader's language: its title, or the beginning of a text without one."""

    language: str
    source: str
    by: str
    engine: str
    model: str
    title: str


class NumbersView(View, frozen=True):
    """Exact figures; surfaces shorten them by locale."""

    likes: int
    collects: int
    comments: int
    shares: int
    views: int


class CardView(View, frozen=True):
    """A note in a waterfall. `kind` is text, pictures or video; `excerpt` is the beginning of the text of a
    note without a title, else empty; `duration` in seconds for a video."""

    id: str
    url: str
    kind: str
    title: str
    excerpt: str
    language: str
    cover: CoverView | None
    pictures: int
    duration: float | None
    author: PersonView
    visibility: str
    state: str
    created_at: str
    translation: CardTranslationView | None
    # What moves comes last: cards.notes writes everything before it once a version.
    numbers: NumbersView
    liked: bool
    collected: bool


class TopicNameView(View, frozen=True):
    """What a topic is called in a language (BCP 47, `und` for none)."""

    id: str
    name: str
    language: str
    url: str


class TopicView(View, frozen=True):
    """A topic; `interactions` are likes, collects, comments and shares of its notes. A topic that is linked with others
    has the figures of all of them, each note once; `equivalents` are these others, and `shown` is which of all the
    names the reader is shown, in `shown_language`. Beside a foreign note `meaning` is what that name means in the
    language the note is put into, empty where nobody knows and where the reader needs none."""

    id: str
    name: str
    language: str
    url: str
    discussions: int
    interactions: int
    views: int
    followers: int
    followed: bool
    shown: str
    shown_language: str
    equivalents: list[TopicNameView]
    meaning: str = ""


class Segment(View, frozen=True):
    """A run of a note's or comment's text: kind is text, topic, mention or link; `url` for all but text."""

    kind: str
    text: str
    url: str | None = None


class AppealView(View, frozen=True):
    """A second look at what staff did, as only the person it hit sees it. `state` is offered (may be asked for, until
    `until`), over (too late), open, kept or restored; `reason` is why it was done, `details` what they say against it,
    `answer` what came of it. A suspension that ends by itself does so at `ends_at`."""

    reason: str
    state: str
    until: str
    ends_at: str | None = None
    details: str = ""
    answer: str = ""
    created_at: str | None = None


class NoteView(View, frozen=True):
    """A whole note. `paragraphs` is `text` cut into segments, a list a line; `may` lists what the viewer may do:
    edit, delete, like, collect, comment, share, report, follow, pin, moderate, translate (offer a translation), correct
    (where its author `wants_correction`); an offer names the `version` it was made of. `removed_because` is a
    moderator's sentence, while it is removed, and `appeal` how its author stands with a second look.
    `translation_state` says how it stands with the reader: own (a language of theirs, or their own words), ready,
    offered (may be asked for), waiting, poor (could not be translated well), unavailable (nobody knows the pair),
    closed (its author wants none)."""

    id: str
    url: str
    kind: str
    title: str
    text: str
    paragraphs: list[list[Segment]]
    language: str
    category: str
    visibility: str
    state: str
    region: str
    pictures: list[PictureView]
    video: VideoView | None
    cover: PictureView | None
    topics: list[TopicView]
    author: PersonView
    author_followed: bool
    numbers: NumbersView
    liked: bool
    collected: bool
    created_at: str
    edited_at: str | None
    version: int
    wants_correction: bool
    removed_because: str | None
    may: list[str]
    translation: TranslationView | None
    translation_state: str
    appeal: AppealView | None = None


class CommentView(View, frozen=True):
    """A comment; first-level ones carry their first replies and how many there are in all."""

    id: str
    note_id: str
    parent_id: str | None
    author: PersonView
    by_note_author: bool
    reply_to: PersonView | None
    text: str
    paragraphs: list[list[Segment]]
    language: str
    picture: PictureView | None
    region: str
    state: str
    pinned: bool
    likes: int
    liked: bool
    replies: list[CommentView]
    reply_count: int
    created_at: str
    edited_at: str | None
    version: int
    wants_correction: bool
    may: list[str]
    translation: TranslationView | None = None
    translation_state: str = "own"


class ProfileView(View, frozen=True):
    """A person's page. `relation` lists what holds between viewer and person: self, following, followed_by,
    blocking, muting."""

    person: PersonView
    bio: str
    paragraphs: list[list[Segment]]
    languages: list[str]
    joined_at: str
    notes: int
    following: int
    followers: int
    likes_and_collects: int
    relation: list[str]
    translation: TranslationView | None = None
    translation_state: str = "own"


class CollectionView(View, frozen=True):
    id: str
    url: str
    name: str
    visibility: str
    owner: PersonView
    notes: int
    followers: int
    covers: list[CoverView]
    followed: bool
    mine: bool


class NotificationView(View, frozen=True):
    """One folded line of the inbox: `actors` are the latest few of `actor_count` people; `detail` is the reason where
    the house itself speaks (something was removed), which may be looked at again (`appeal`)."""

    id: str
    kind: str
    actors: list[PersonView]
    actor_count: int
    note: CardView | None
    comment: CommentView | None
    detail: str
    unread: bool
    updated_at: str
    appeal: AppealView | None = None


T = TypeVar("T")


class Page(View, Generic[T], frozen=True):
    """A page of anything; `next` is the cursor of the following page, None at the end."""

    items: list[T]
    next: str | None
