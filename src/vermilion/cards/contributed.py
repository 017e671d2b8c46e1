"""What contributions are about and who made them, as far as a viewer may see either; in batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vermilion import comments
from vermilion.accounts import Account
from vermilion.audience import Action, Terms, Viewer, decide
from vermilion.cards import people, permits, stills
from vermilion.cards.contribution_views import AboutView
from vermilion.cards.stills import EXCERPT
from vermilion.cards.views import PersonView
from vermilion.comments import Comment
from vermilion.infra.db import Reader
from vermilion.infra.subject import NOTE, Subject
from vermilion.notes import Note


class Original(msgspec.Struct, frozen=True):
    """A text that contributions are about, on its terms; `title` is empty for a comment, `translatable` its
    author's word."""

    terms: Terms
    about: AboutView
    title: str
    text: str
    translatable: bool

    def allows(self, viewer: Viewer, action: Action) -> bool:
        # That the viewer may see it was decided before; `follows_author` only speaks of that.
        return decide(viewer, action, self.terms, follows_author=True).allowed


async def originals(reader: Reader, viewer: Viewer, subjects: Sequence[Subject]) -> dict[Subject, Original]:
    """Those of the notes and comments that the viewer may see."""
    homes = await permits.visible_notes(reader, viewer, list({about.home for about in subjects}))
    notes = await stills.load(reader, list(homes))
    said = await comments.by_ids(reader, [about.id for about in subjects if about.kind != NOTE])
    by = {*(note.author_id for note in notes.values()), *(comment.author_id for comment in said.values())}
    authors = await people.load(reader, by)
    found: dict[Subject, Original] = {}
    for about in subjects:
        if about.kind == NOTE and about.id in notes:
            note = notes[about.id]
            found[about] = _note(note, homes[about.id], authors[note.author_id])
        elif about.home in notes and about.id in said:
            comment = said[about.id]
            author = authors[comment.author_id]
            terms = comments.terms_of(comment, homes[about.home], author.state)
            if decide(viewer, Action.SEE, terms, follows_author=True).allowed:
                found[about] = _comment(comment, terms, author)
    return found


async def hands(reader: Reader, viewer: Viewer, ids: Iterable[int]) -> dict[int, PersonView]:
    """Those of the contributors whom the viewer may see and wants to; staff have to judge whom they mute, too."""
    away = frozenset() if viewer.staff else viewer.blocks | viewer.mutes
    found = await people.visible(reader, viewer, list(dict.fromkeys(ids)))
    return {int(person.id): person for person in found if int(person.id) not in away}


def invited(viewer: Viewer, terms: Terms, *, translatable: bool, wants_correction: bool) -> list[str]:
    """Which of translate and correct the viewer may do with a text that they see; `translatable` is its author's."""
    own = viewer.id == terms.author_id
    asked = {Action.TRANSLATE: translatable or own, Action.CORRECT: wants_correction}
    return [str(a) for a, so in asked.items() if so and decide(viewer, a, terms, follows_author=True).allowed]


def _note(note: Note, terms: Terms, author: Account) -> Original:
    about = AboutView(
        kind="note",
        id=str(note.id),
        note_id=str(note.id),
        url=f"/notes/{note.id}",
        words=note.title or note.text[:EXCERPT],
        language=note.language,
    )
    return Original(terms, about, note.title, note.text, author.translatable)


def _comment(comment: Comment, terms: Terms, author: Account) -> Original:
    about = AboutView(
        kind="comment",
        id=str(comment.id),
        note_id=str(comment.note_id),
        url=f"/notes/{comment.note_id}#comment-{comment.id}",
        words=comment.text[:EXCERPT],
        language=comment.language,
    )
    return Original(terms, about, "", comment.text, author.translatable)
