"""Which texts notes, comments and people have that can be translated, as they stand now."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion import accounts, comments, notes
from vermilion.accounts import Account
from vermilion.comments import Comment
from vermilion.infra import subject
from vermilion.infra.db import Reader
from vermilion.infra.subject import ACCOUNT, COMMENT, NOTE, Subject
from vermilion.notes import Note
from vermilion.translation import Text


class Said(msgspec.Struct, frozen=True):
    """Title, text and alternative texts of a note, a comment's text, a person's bio: those that are not empty. What
    not everyone may see has its author's scope."""

    about: Subject
    author_id: int
    texts: tuple[Text, ...]


def of_note(note: Note) -> Said:
    """Nothing of one that is removed or deleted."""
    scope = 0 if note.public else note.author_id
    parts = (note.title, note.text, *(attached.alt for attached in note.media)) if note.state == "published" else ()
    return _said(subject.note(note.id), note.author_id, parts, note.language, scope)


def of_comment(comment: Comment, *, public: bool) -> Said:
    """`public` says whether everyone may see the note that it stands under."""
    parts = [comment.text] if comment.state == "published" else []
    scope = 0 if public else comment.author_id
    return _said(subject.comment(comment.id, comment.note_id), comment.author_id, parts, comment.language, scope)


def of_person(account: Account) -> Said:
    return _said(subject.account(account.id), account.id, [account.bio], account.language, 0)


async def texts_of(reader: Reader, subjects: Sequence[Subject]) -> dict[Subject, Said]:
    """What stands there now and is on show; the deleted and removed is left out."""
    homes = await notes.by_ids(reader, sorted({about.home for about in subjects if about.kind in {NOTE, COMMENT}}))
    found = await comments.by_ids(reader, [about.id for about in subjects if about.kind == COMMENT])
    people = await accounts.by_ids(reader, [about.id for about in subjects if about.kind == ACCOUNT])
    said: dict[Subject, Said] = {}
    for about in subjects:
        home = homes.get(about.home)
        if about.kind == COMMENT and about.id in found and home is not None and home.state == "published":
            said[about] = of_comment(found[about.id], public=home.public)
        elif about.kind == NOTE and home is not None:
            said[about] = of_note(home)
        elif about.kind == ACCOUNT and about.id in people:
            said[about] = of_person(people[about.id])
    return {about: one for about, one in said.items() if one.texts}


def _said(about: Subject, author_id: int, parts: Sequence[str], tag: str, scope: int) -> Said:
    return Said(about, author_id, tuple(Text(part, tag, scope) for part in dict.fromkeys(parts) if part))
