"""What members' translations and corrections look like, on pages and to programs alike."""

from __future__ import annotations

from vermilion.cards.views import PersonView, Segment, View
from vermilion.contributions import Change


class AboutView(View, frozen=True):
    """The note or comment that a contribution is about: `kind` is note or comment, `words` its title or the beginning
    of its text, in `language`."""

    kind: str
    id: str
    note_id: str
    url: str
    words: str
    language: str


class ContributedTranslationView(View, frozen=True):
    """A member's translation from `source` into `language`. `state` is offered, accepted (readers are shown it),
    declined or outdated (the text was edited since); `score` is the sum of its votes, `voted` the viewer's own: 1, -1
    or 0. `alts` stand beside the note's pictures; `based_on` is the translation that it improves.

    `title_changes` and `changes` lead in words from what readers are shown now, by a machine or person
    (`compared_with`), to these words; None where nothing stands, where this one does, and in lists over languages.

    `may` lists what the viewer may do: vote, accept, decline, withdraw, remove; with moderate among them, accept,
    decline and remove are a moderator's, who must give a reason."""

    id: str
    about: AboutView
    language: str
    source: str
    title: str
    text: str
    paragraphs: list[list[Segment]]
    alts: list[str]
    translator: PersonView
    based_on: str | None
    state: str
    score: int
    voted: int
    created_at: str
    compared_with: str
    title_changes: list[Change] | None
    changes: list[Change] | None
    may: list[str]


class CorrectionView(View, frozen=True):
    """Red ink: the whole text as it should be, and a note's `title`, empty where it stays as it is. `title_changes` and
    `changes` lead to them from what they correct, None where that is not known any more. `state` is offered, accepted,
    declined or outdated; `thanked` says whether the author did. `may` lists what the viewer may do: accept, decline,
    thank, withdraw, remove (a moderator's, who must give a reason)."""

    id: str
    about: AboutView
    title: str
    text: str
    title_changes: list[Change] | None
    changes: list[Change] | None
    remark: str
    corrector: PersonView
    state: str
    thanked: bool
    created_at: str
    decided_at: str | None
    may: list[str]

    @property
    def is_right(self) -> bool:
        """Whether it says that there is nothing to correct."""
        return not (self.title or self.changes is None) and all(change.kind == "same" for change in self.changes)


class HelpView(View, frozen=True):
    """What somebody has helped others with: translations that stand, corrections that were taken, thanks; `items` are
    a page of their translations, latest first: all of their own, of others those on show. `next` as of every list."""

    translations: int
    corrections: int
    thanks: int
    items: list[ContributedTranslationView]
    next: str | None
