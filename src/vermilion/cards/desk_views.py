"""What moderators are shown, on pages and by programs alike."""

from __future__ import annotations

import msgspec

from vermilion.cards.views import (
    CardTranslationView,
    CardView,
    CommentView,
    NoteView,
    PersonView,
    TopicView,
    TranslationView,
    View,
)


class QueuedView(View, frozen=True):
    """An open case: `kind` is note, comment or account; `words` of the thing, empty when it is gone, and their
    translation for those who have texts translated at once; `reasons` most frequent first; `first_at` the time of its
    first report; `appeal` where somebody asks for a second look."""

    kind: str
    id: str
    words: str
    language: str
    translation: CardTranslationView | None
    reports: int
    reasons: list[str]
    first_at: str
    appeal: bool


class ReportView(View, frozen=True):
    """A report; the state of the translation of `details` is as of a note's."""

    reporter: PersonView
    reason: str
    details: str
    created_at: str
    translation: TranslationView | None = None
    translation_state: str = "own"


class AskedView(View, frozen=True):
    """Somebody asks for a second look: what they say (`details`), and who did what they mean, when and why. `may` lists
    how the moderator who reads it may answer: restore, keep. The state of the translation of `details` is as of a
    note's."""

    person: PersonView
    details: str
    created_at: str
    removed_by: PersonView
    removed_at: str
    reason: str
    may: list[str]
    translation: TranslationView | None = None
    translation_state: str = "own"


class ActView(View, frozen=True):
    """A line of the log: `action` is remove, restore, dismiss, suspend, reinstate, suspension_over, keep, make_member,
    make_moderator, make_owner, accept_translation, decline_translation, remove_translation, remove_correction,
    link_topics, unlink_topic, decline_topics, name_language, add_term or remove_term; `person` where it was about
    one, `ends_at` where a suspension ends by itself; `actor` is None for what happened by the clock."""

    id: str
    actor: PersonView | None
    action: str
    kind: str
    subject_id: str
    person: PersonView | None
    reason: str
    created_at: str
    ends_at: str | None = None


class LinkSuggestionView(View, frozen=True):
    """Two topics that may mean the same; `by` is None where the translation of their names says so."""

    one: TopicView
    other: TopicView
    by: PersonView | None
    created_at: str


class AuthorView(View, frozen=True):
    """Who is behind a thing; `state` is active, suspended (`until` a moment, if it ends by itself) or closing. Where
    the case is about them, their words about themself come with a `translation`; its state is as of a note's."""

    person: PersonView
    bio: str
    languages: list[str]
    state: str
    joined_at: str
    notes: int
    followers: int
    until: str | None = None
    translation: TranslationView | None = None
    translation_state: str = "own"


class CaseView(View, frozen=True):
    """A thing on the desk. `state` is published, removed (of a person: suspended) or gone; one of `note`, `comment`
    (with the card of its note, `under`) and `author` alone (a person, with the latest of their `notes`) is there unless
    it is gone."""

    kind: str
    id: str
    state: str
    note: NoteView | None = None
    comment: CommentView | None = None
    under: CardView | None = None
    author: AuthorView | None = None
    notes: list[CardView] = msgspec.field(default_factory=list)
    appeal: AskedView | None = None
    reports: list[ReportView] = msgspec.field(default_factory=list)
    history: list[ActView] = msgspec.field(default_factory=list)
